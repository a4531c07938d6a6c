import type { Vec3 } from '../../base/vec3.ts';
import type { StretchAt } from '../../surface/meshing/worst-angle.ts';
import type { BaseHead } from '../base-head.ts';
import { headTapes } from '../head-tapes.ts';
import {
  type MeasureName,
  type Measures,
  meanMeasures,
  SURVEY_PERCENTILES,
  surveyMm,
} from '../measures.ts';
import { MAX_STRAIN } from '../parametric-head.ts';
import { fitter } from '../shape/fit-measures.ts';
import { MODES, type ModeWeights } from '../shape/head-modes.ts';
import { FEMININITY, feminineShift, feminised } from '../shape/sex-shape.ts';

type Sex = 'male' | 'female';
/** 5th or 95th percentile, mm. */
function endMm(sex: Sex, name: MeasureName, high: number): number {
  return surveyMm(name, sex)[SURVEY_PERCENTILES.indexOf(high ? 95 : 5)]!;
}

/** Circumference of people of a length and breadth, and its spread, mm: ANSUR II regression. */
const AROUND = {
  male: { mean: (l: number, b: number) => 44 + 1.711 * l + 1.225 * b, sd: 6.2 },
  female: { mean: (l: number, b: number) => 35.3 + 1.771 * l + 1.283 * b, sd: 10.8 },
} as const;

/** Measures that hardly touch the scalp: all low or all high will do. */
const BELOW = ['bizygomatic', 'bigonial', 'faceHeight', 'neckCircumference'] as const;

/** One way the base head is bent. */
interface Bend {
  readonly femininity: number;
  readonly weights: ModeWeights;
}

/**
 * The heads at the corners of what people measure, 5th to 95th percentile of either sex, the mean
 * heads and the base itself: how each stretches the base head at a point.
 */
export function extremeStretch(base: BaseHead): StretchAt {
  const bends: Bend[] = [{ femininity: 0, weights: MODES.map(() => 0) }];
  for (const sex of ['male', 'female'] as const) {
    const femininity = FEMININITY[sex];
    const fit = fitter(feminised(base, femininity), headTapes(base), meanMeasures(sex));
    bends.push({ femininity, weights: fit.mean.weights });
    for (const corner of [...corners(sex), ...arcCorners(sex)]) {
      const { weights } = fit.fit(corner, fit.mean.weights);
      if (isHead(weights, fit.mean.weights)) bends.push({ femininity, weights });
    }
  }
  return (x, y, z) => stretchOf(bends, x, y, z);
}

/** Every combination of ends; the circumference as people of that length and breadth have it. */
function corners(sex: Sex): Partial<Measures>[] {
  const end = (name: MeasureName, high: number) => endMm(sex, name, high);
  return Array.from({ length: 32 }, (_, bits) => {
    const bit = (k: number) => (bits >> k) & 1;
    const [length, breadth] = [end('length', bit(0)), end('breadth', bit(1))];
    const { mean, sd } = AROUND[sex];
    return {
      length,
      breadth,
      tragionTop: end('tragionTop', bit(2)),
      circumference: mean(length, breadth) + (bit(3) ? 1.645 : -1.645) * sd,
      ...Object.fromEntries(BELOW.map((name) => [name, end(name, bit(4))])),
    };
  });
}

/** Ends without regard for each other; some contradict, and no head is made of them. */
function arcCorners(sex: Sex): Partial<Measures>[] {
  const names = ['length', 'breadth', 'circumference', 'coronalArc'] as const;
  return Array.from({ length: 16 }, (_, bits) =>
    Object.fromEntries(names.map((name, k) => [name, endMm(sex, name, (bits >> k) & 1)])),
  );
}

function isHead(weights: ModeWeights, mean: ModeWeights): boolean {
  return weights.every((w, k) => Math.abs(w - mean[k]!) <= MAX_STRAIN * MODES[k]!.prior);
}

/** Half width of the differences, mm. */
const STEP_MM = 0.5;

/** Six numbers a bend: the product of its slopes with themselves. */
function stretchOf(bends: readonly Bend[], x: number, y: number, z: number): Float64Array {
  const out = new Float64Array(6 * bends.length);
  const shifts = slopes(feminineShift, [x, y, z]);
  const places = new Map<number, Slopes[]>();
  for (const [i, { femininity, weights }] of bends.entries()) {
    let modes = places.get(femininity);
    if (!modes) {
      const d = feminineShift(x, y, z);
      const at: Vec3 = [x + femininity * d[0], y + femininity * d[1], z + femininity * d[2]];
      modes = MODES.map(({ field }) => slopes(field, at));
      places.set(femininity, modes);
    }
    // The head is first made a woman's, then bent: slopes multiply.
    const first = identityPlus([femininity], [shifts]);
    const second = identityPlus(weights, modes);
    const column = (k: number) =>
      [0, 1, 2].map((row) =>
        [0, 1, 2].reduce((sum, m) => sum + second[3 * row + m]! * first[3 * m + k]!, 0),
      );
    const [cx, cy, cz] = [column(0), column(1), column(2)];
    const dot = (a: readonly number[], b: readonly number[]) =>
      a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
    out.set([dot(cx, cx), dot(cy, cy), dot(cz, cz), dot(cx, cy), dot(cx, cz), dot(cy, cz)], 6 * i);
  }
  return out;
}

/** Change of each coordinate with each: nine numbers in rows. */
type Slopes = readonly number[];

function slopes(field: (x: number, y: number, z: number) => Vec3, at: Vec3): Slopes {
  const out = new Array<number>(9);
  for (let k = 0; k < 3; k++) {
    const to = [...at] as [number, number, number];
    const from = [...at] as [number, number, number];
    to[k]! += STEP_MM;
    from[k]! -= STEP_MM;
    const [high, low] = [field(...to), field(...from)];
    for (let row = 0; row < 3; row++) out[3 * row + k] = (high[row]! - low[row]!) / (2 * STEP_MM);
  }
  return out;
}

function identityPlus(weights: readonly number[], slopes: readonly Slopes[]): number[] {
  const out = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  for (const [k, w] of weights.entries()) {
    for (let i = 0; i < 9; i++) out[i]! += w * slopes[k]![i]!;
  }
  return out;
}
