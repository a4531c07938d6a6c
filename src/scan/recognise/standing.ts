import { DotworkError } from '../../base/errors.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { distance } from '../../base/vec3.ts';
import { type ClickedLandmarks, headFrame } from '../../head/head-frame.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { meanHead } from './mean-head.ts';
import { cloudOf, misfitOf } from './register.ts';
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
  await checkUpright(mesh);
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

/** Exchanged tragions turn the head upside down: then the mean head fits better the other way up. */
async function checkUpright(mesh: TriangleSoup): Promise<void> {
  const mean = await meanHead();
  const scan = cloudOf(samplesOf(mesh, 800));
  const upright = misfitOf(scan, mean.coarse, { m: [1, 0, 0, 0, 1, 0, 0, 0, 1], t: [0, 0, 0] });
  const over = misfitOf(scan, mean.coarse, { m: [-1, 0, 0, 0, -1, 0, 0, 0, 1], t: [0, 0, 0] });
  if (upright > over) throw exchanged();
}
