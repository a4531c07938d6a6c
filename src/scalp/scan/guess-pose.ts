import type { Vec3 } from '../head.ts';
import type { TriangleSoup } from '../meshing/triangle-soup.ts';
import { type Affine, applied, stretch } from './affine.ts';
import { meanHead } from './mean-head.ts';
import type { Cloud } from './pairs.ts';
import { cloudOf, type Fit, faceMisfit, misfitOf, refine } from './register.ts';
import { samplesOf } from './samples.ts';

/** Where the mean head lies in a scan. */
export interface PoseGuess {
  /** From the scan's own coordinates to the mean head's, mm: turn, stretch in any direction, shift. */
  readonly map: Affine;
  /** Millimetres per unit of the scan if the head were of mean size. */
  readonly mmPerUnit: number;
  /** Share of a face and ears that was not found: 0 all there, 1 nothing. */
  readonly misfit: number;
}

/** Turns tried: some 35 degrees apart, well within what the fit can correct. */
const TURNS = 144;
/** A head with shoulders is so much smaller than its scan. */
const PORTIONS = [1, 0.72, 0.5];
/** Starts worth a first fit, those that are followed up, and those of them that are fitted finely. */
const TRIED = 140;
const FOLLOWED = 10;
const FINISHED = 3;
/** The face alone is believed over the whole head if it then fits so much better. */
const MUCH_BETTER = 0.6;
/** Height of a head, crown to below the chin, mm. */
const HEAD_HEIGHT_MM = 230;
/** Uneven stretch beyond this is no head's shape but a misfit. */
const MOST_UNEVEN = 1.3;

/**
 * Finds the head in a scan of any size and orientation by laying the mean head onto it.
 *
 * Evenly spread turns are tried with few points, the best are followed with more, and the last fit
 * may stretch along each axis, so that long and broad heads find their own ears.
 */
export async function guessPose(mesh: TriangleSoup): Promise<PoseGuess> {
  const mean = await meanHead();
  const rough = cloudOf(samplesOf(mesh, 260));
  const medium = cloudOf(samplesOf(mesh, 500));
  const fine = cloudOf(samplesOf(mesh, 3000));
  const starts = evenTurns(TURNS).flatMap((turn) =>
    PORTIONS.map((portion) => {
      const map = crownStart(medium, turn, portion);
      return { map, misfit: misfitOf(rough, mean.coarse, map) };
    }),
  );
  const best = (fits: readonly Fit[], count: number) =>
    [...fits].sort((a, b) => a.misfit - b.misfit).slice(0, count);
  const tried = best(starts, TRIED).map(({ map }) =>
    refine(rough, mean.coarse, map, 4, [40, 25], 'similarity'),
  );
  const followed = best(tried, FOLLOWED).map(({ map }) =>
    refine(medium, mean.coarse, map, 10, [25, 8], 'similarity'),
  );
  const finished = best(followed, FINISHED).map(({ map }) =>
    refine(fine, mean.fine, map, 6, [10, 4], 'similarity'),
  );
  const guesses = finished.map((similar) => {
    const shaped = refine(fine, mean.fine, similar.map, 8, [8, 3], 'affine');
    const good = shaped.misfit < similar.misfit && isEven(shaped.map, similar.map);
    const { map } = good ? shaped : similar;
    const whole = {
      map,
      misfit: faceMisfit(fine, mean.fine, map),
      mmPerUnit: stretch(similar.map),
    };
    // Under thick hair the braincase misleads; then face and ears alone say where the head is.
    const face = refine(fine, mean.face, similar.map, 12, [25, 4], 'similarity').map;
    const misfit = faceMisfit(fine, mean.fine, face);
    return misfit < MUCH_BETTER * whole.misfit
      ? { map: face, misfit, mmPerUnit: stretch(face) }
      : whole;
  });
  return guesses.reduce((a, b) => (b.misfit < a.misfit ? b : a));
}

/** A turn of the scan, sized by its spread, with its highest points at the mean head's crown. */
function crownStart(scan: Cloud, turn: readonly number[], portion: number): Affine {
  const { points, count } = scan;
  const middle = [0, 0, 0];
  for (let i = 0; i < points.length; i++) middle[i % 3]! += points[i]! / count;
  let spread = 0;
  for (let i = 0; i < points.length; i++) spread += (points[i]! - middle[i % 3]!) ** 2 / count;
  const size = MEAN_SPREAD_MM / (portion * Math.sqrt(spread) || 1);
  const m = turn.map((value) => size * value);
  const turned = (i: number) =>
    applied({ m, t: [0, 0, 0] }, [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!]);
  const step = Math.max(1, Math.floor(count / 500));
  const some: Vec3[] = [];
  for (let i = 0; i < count; i += step) some.push(turned(i));
  const heights = some.map((p) => p[1]).sort((a, b) => a - b);
  const top = heights[Math.floor(0.99 * (heights.length - 1))]!;
  const head = some.filter((p) => p[1] > top - HEAD_HEIGHT_MM);
  const average = (axis: 0 | 2) => head.reduce((sum, p) => sum + p[axis], 0) / head.length;
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
