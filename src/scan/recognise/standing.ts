import { DotworkError } from '../../base/errors.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { distance } from '../../base/vec3.ts';
import { type ClickedLandmarks, headFrame } from '../../head/head-frame.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { meanHead } from './mean-head.ts';
import { cloudOf, refine } from './register.ts';
import { samplesOf } from './samples.ts';

/** Distances no head exceeds, children's and giants' included, mm. */
const BETWEEN_TRAGIONS_MM = [90, 210] as const;
const NASION_TO_INION_MM = [110, 260] as const;

/** Refuses a unit or points with which this is no head. */
export async function checkStanding(mesh: TriangleSoup, at: ClickedLandmarks): Promise<void> {
  checkLength(
    'The distance between the tragions',
    at.tragionLeft,
    at.tragionRight,
    BETWEEN_TRAGIONS_MM,
  );
  checkLength('The distance from nasion to inion', at.nasion, at.inion, NASION_TO_INION_MM);
  await checkUpright(mesh, at);
}

function checkLength(
  what: string,
  a: Vec3,
  b: Vec3,
  [least, most]: readonly [number, number],
): void {
  const mm = distance(a, b);
  if (mm >= least && mm <= most) return;
  throw new DotworkError(
    'mesh',
    `${what} is ${mm < 10 ? mm.toPrecision(2) : mm.toFixed(0)} mm; on a head it is ${least} to ${most} mm.`,
    'Set the unit of the scan, or place the points again.',
  );
}

/** Points that make no head, but would with left and right the other way round. */
export function refuseExchanged(at: ClickedLandmarks): void {
  const { tragionLeft, tragionRight } = at;
  const other = { ...at, tragionLeft: tragionRight, tragionRight: tragionLeft };
  if (!standsAs(at) && standsAs(other)) throw exchanged();
}

function standsAs(at: ClickedLandmarks): boolean {
  try {
    headFrame(at);
    return true;
  } catch (error) {
    if (error instanceof DotworkError) return false;
    throw error;
  }
}

function exchanged(): DotworkError {
  return new DotworkError(
    'mesh',
    'With these points the head stands upside down: left and right are exchanged.',
    "Left is the subject's left; exchange the two tragions.",
  );
}

/** Turns that exchanged points make of a head, as signs of x, y and z, and what to say of each. */
const EXCHANGES = [
  [[-1, -1, 1], exchanged],
  [
    [1, -1, -1],
    () =>
      new DotworkError(
        'mesh',
        'With these points the head stands upside down: nasion and inion are exchanged.',
        'The nasion is the root of the nose, the inion the bump at the back; exchange the two.',
      ),
  ],
  [
    [-1, 1, -1],
    () =>
      new DotworkError(
        'mesh',
        'With these points the face looks backwards: nasion and inion, and left and right, are exchanged.',
        'The nasion is the root of the nose, the inion the bump at the back; left is the subject\u2019s left.',
      ),
  ],
] as const;
/** So much better another way round must fit before points are called exchanged. */
const CLEARLY = 0.85;

/** Exchanged points turn the head over: then the mean head fits better the other way round. */
async function checkUpright(mesh: TriangleSoup, at: ClickedLandmarks): Promise<void> {
  const mean = await meanHead();
  const scan = cloudOf(samplesOf(mesh, 2000));
  // As large as the mean head: children and giants are no worse heads.
  const as = (a: keyof ClickedLandmarks, b: keyof ClickedLandmarks) =>
    distance(mean.landmarks[a], mean.landmarks[b]) / distance(at[a], at[b]);
  const size = (as('tragionLeft', 'tragionRight') + as('nasion', 'inion')) / 2;
  const misfitTurned = ([x, y, z]: readonly number[]) => {
    const m = [size * x!, 0, 0, 0, size * y!, 0, 0, 0, size * z!];
    return refine(scan, mean.fine, { m, t: [0, 0, 0] }, 5, [25, 10], 'similarity').misfit;
  };
  const upright = misfitTurned([1, 1, 1]);
  const others = EXCHANGES.map(([signs, error]) => ({ misfit: misfitTurned(signs), error }));
  const other = others.reduce((a, b) => (b.misfit < a.misfit ? b : a));
  if (other.misfit < CLEARLY * upright) throw other.error();
}
