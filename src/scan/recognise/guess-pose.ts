import { distance } from '../../base/vec3.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { type Affine, applied, inverse, stretch } from './affine.ts';
import { type MeanHead, meanHead } from './mean-head.ts';
import type { Cloud } from './pairs.ts';
import { fitPatch, PATCHES, type PatchFit, type PatchName } from './patches.ts';
import { asTarget, cloudOf, type Fit, faceMisfit, misfitOf, refine } from './register.ts';
import { samplesOf } from './samples.ts';

/** Where the mean head lies in a scan. */
export interface PoseGuess {
  /** From the scan's own coordinates to the mean head's, mm: turn, stretch in any direction, shift. */
  readonly map: Affine;
  /** Millimetres per unit of the scan if the head were of mean size. */
  readonly mmPerUnit: number;
  /** Nose and ears, each as it lies. */
  readonly parts: PartFits;
  /** Mean share of nose and ears that was not found: 0 all there, 1 nothing. */
  readonly misfit: number;
  /** Share of the top and the back of the mean head beside which there is skin. */
  readonly seen: {
    readonly crown: number;
    readonly back: number;
    /** How far from the mean head's inion the nearest skin is, mm. */
    readonly inionMm: number;
  };
}

type PartFits = Readonly<Record<PatchName, PatchFit>>;

/** Turns tried: some 35 degrees apart, well within what the fit can correct. */
const TURNS = 144;
/**
 * Where the head is thought to lie: its share of the scan's spread, since shoulders, a chair or a
 * table may be scanned with it, and how far something it wears stands over its crown, mm.
 */
const PLACES = [
  [1, 0],
  [0.72, 0],
  [0.5, 0],
  [0.33, 0],
  [0.72, 90],
  [0.5, 90],
] as const;
/** Starts worth a first fit, those that are followed up, and different ones that are fitted finely. */
const TRIED = 150;
const FOLLOWED = 12;
const FACED = 8;
const FINISHED = 2;
/** Fits with landmarks less than this apart are one, mm. */
const SAME_MM = 15;
/** The face alone is believed over the whole head if it then fits so much better. */
const MUCH_BETTER = 0.6;
/** Height of a head, crown to below the chin, mm. */
const HEAD_HEIGHT_MM = 230;
/** Uneven stretch beyond this is no head's shape but a misfit. */
const MOST_UNEVEN = 1.3;

/**
 * Finds the head in a scan of any size and orientation by laying the mean head onto it.
 *
 * Evenly spread turns are tried with few points, the best are followed with more, the one with a
 * nose and ears is taken, and the last fit may stretch along each axis.
 */
export async function guessPose(mesh: TriangleSoup): Promise<PoseGuess> {
  const mean = await meanHead();
  const rough = cloudOf(samplesOf(mesh, 260));
  const medium = cloudOf(samplesOf(mesh, 500));
  const fine = cloudOf(samplesOf(mesh, 3000));
  const starts = evenTurns(TURNS).flatMap((turn) =>
    PLACES.map(([portion, wornMm]) => {
      const map = crownStart(medium, turn, portion, wornMm);
      return { map, misfit: misfitOf(rough, mean.coarse, map) };
    }),
  );
  const tried = best(starts, TRIED).map(({ map }) =>
    refine(rough, mean.coarse, map, 4, [40, 25], 'similarity'),
  );
  const followed = best(tried, FOLLOWED).map(({ map }) =>
    refine(medium, mean.coarse, map, 10, [25, 8], 'similarity'),
  );
  const finished = [
    ...different(best(followed, FOLLOWED), mean).slice(0, FINISHED),
    ...different(facedOn(medium, mean, tried), mean).slice(0, FINISHED),
  ];
  const guesses = finished.map(({ map: near }) => {
    const { map } = refine(fine, mean.fine, near, 6, [10, 4], 'similarity');
    return { map, ...partsOf(mesh, mean, map, 'once') };
  });
  const { map: similar } = best(guesses, 1)[0]!;
  const whole = shaped(fine, mean, similar);
  const fits = [similar, whole.map].map((map) => partsOf(mesh, mean, map, 'around'));
  const { parts, misfit } = fits.reduce((a, b) => (b.misfit < a.misfit ? b : a));
  return { ...whole, parts, misfit, seen: seenOf(fine, mean, whole.map) };
}

/** Skin no further than this from the mean head's counts as there, mm: hair stands off so much. */
const BESIDE_MM = 40;
/** Where the top of a head begins, and the back, mm in the head frame. */
const CROWN_FROM_MM = 75;
const BACK_FROM_MM = -50;

function seenOf(scan: Cloud, { fine, landmarks }: MeanHead, map: Affine): PoseGuess['seen'] {
  const back = inverse(map);
  const size = stretch(map);
  const share = (counts: (y: number, z: number) => boolean) => {
    let [there, all] = [0, 0];
    for (let i = 0; i < fine.points.length; i += 3) {
      const [x, y, z] = [fine.points[i]!, fine.points[i + 1]!, fine.points[i + 2]!];
      if (!counts(y, z)) continue;
      all++;
      scan.tree.nearest(...applied(back, [x, y, z]));
      if (size * Math.sqrt(scan.tree.gapSq) < BESIDE_MM) there++;
    }
    return there / all;
  };
  scan.tree.nearest(...applied(back, landmarks.inion));
  const inionMm = size * Math.sqrt(scan.tree.gapSq);
  return {
    inionMm,
    crown: share((y) => y > CROWN_FROM_MM),
    back: share((y, z) => z < BACK_FROM_MM && y > 0),
  };
}

/** Fits by the face alone, best first: under a crown or a bun the rest of a head leads astray. */
function facedOn(scan: Cloud, { face }: MeanHead, tried: readonly Fit[]): Fit[] {
  const target = asTarget(scan);
  const near = tried.map(({ map }) => ({ map, misfit: misfitOf(target, face, map) }));
  return best(
    best(near, FACED).map(({ map }) => refine(target, face, map, 10, [40, 10], 'similarity')),
    FACED,
  );
}

function best<F extends Fit>(fits: readonly F[], count: number): F[] {
  return [...fits].sort((a, b) => a.misfit - b.misfit).slice(0, count);
}

/** The first of each bunch of fits that lay the mean head onto the same place. */
function different(fits: readonly Fit[], { landmarks }: MeanHead): Fit[] {
  const kept: Fit[] = [];
  for (const fit of fits) {
    const same = ({ map }: Fit) => {
      const back = inverse(map);
      return MARKS.every((name) => {
        const at = landmarks[name];
        return distance(applied(fit.map, applied(back, at)), at) < SAME_MM;
      });
    };
    if (!kept.some(same)) kept.push(fit);
  }
  return kept;
}

const MARKS = ['nasion', 'inion', 'tragionLeft'] as const;

function partsOf(mesh: TriangleSoup, { patches }: MeanHead, map: Affine, care: 'once' | 'around') {
  const fits = PATCHES.map((name) => [name, fitPatch(mesh, patches[name], map, care)] as const);
  const misfit = fits.reduce((sum, [, fit]) => sum + fit.misfit / PATCHES.length, 0);
  return { parts: Object.fromEntries(fits) as unknown as PartFits, misfit };
}

/** The last fit of the whole: stretched, so that long and broad heads find their own back. */
function shaped(scan: Cloud, mean: MeanHead, similar: Affine) {
  const free = refine(scan, mean.fine, similar, 8, [8, 3], 'affine');
  const good = free.misfit < misfitOf(scan, mean.fine, similar) && isEven(free.map, similar);
  const map = good ? free.map : similar;
  // Under thick hair the braincase misleads; then face and ears alone say where the head is.
  const face = refine(scan, mean.face, similar, 12, [25, 4], 'similarity').map;
  const hairy = faceMisfit(scan, mean.fine, face) < MUCH_BETTER * faceMisfit(scan, mean.fine, map);
  return hairy ? { map: face, mmPerUnit: stretch(face) } : { map, mmPerUnit: stretch(similar) };
}

/** A turn of the scan, sized by its spread, with its highest points at the mean head's crown. */
function crownStart(scan: Cloud, turn: readonly number[], portion: number, wornMm: number): Affine {
  const { points, count } = scan;
  const middle = [0, 0, 0];
  for (let i = 0; i < points.length; i++) middle[i % 3]! += points[i]! / count;
  let spread = 0;
  for (let i = 0; i < points.length; i++) spread += (points[i]! - middle[i % 3]!) ** 2 / count;
  const size = MEAN_SPREAD_MM / (portion * Math.sqrt(spread) || 1);
  const m = turn.map((value) => size * value);
  const turned = (i: number) =>
    applied({ m, t: [0, 0, 0] }, [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!]);
  const some = Array.from({ length: count }, (_, i) => turned(i));
  const heights = some.map((p) => p[1]).sort((a, b) => a - b);
  const top = heights[Math.floor(0.99 * (heights.length - 1))]! - wornMm;
  const head = some.filter((p) => p[1] > top - HEAD_HEIGHT_MM && p[1] <= top);
  const average = (axis: 0 | 2) =>
    head.reduce((sum, p) => sum + p[axis], 0) / Math.max(1, head.length);
  return { m, t: [-average(0), CROWN_MM - top, MIDDLE_Z_MM - average(2)] };
}

/** Of the mean head's skin: root mean square distance from its middle; crown; middle, mm. */
const MEAN_SPREAD_MM = 118;
const CROWN_MM = 128;
const MIDDLE_Z_MM = 0;

function isEven(map: Affine, similar: Affine): boolean {
  const size = stretch(similar);
  return [0, 1, 2].every((row) => {
    const length = Math.hypot(...map.m.slice(3 * row, 3 * row + 3)) / size;
    return length < MOST_UNEVEN && length > 1 / MOST_UNEVEN;
  });
}

/** Rotations spread evenly over all there are: super-Fibonacci spirals (Alexa, CVPR 2022). */
function evenTurns(count: number): number[][] {
  const phi = Math.sqrt(2);
  const psi = 1.5337511687552043;
  return Array.from({ length: count }, (_, i) => {
    const s = i + 0.5;
    const [r, q] = [Math.sqrt(s / count), Math.sqrt(1 - s / count)];
    const [a, b] = [(2 * Math.PI * s) / phi, (2 * Math.PI * s) / psi];
    return rotation(r * Math.sin(a), r * Math.cos(a), q * Math.sin(b), q * Math.cos(b));
  });
}

function rotation(x: number, y: number, z: number, w: number): number[] {
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y - z * w),
    2 * (x * z + y * w),
    2 * (x * y + z * w),
    1 - 2 * (x * x + z * z),
    2 * (y * z - x * w),
    2 * (x * z - y * w),
    2 * (y * z + x * w),
    1 - 2 * (x * x + y * y),
  ];
}
