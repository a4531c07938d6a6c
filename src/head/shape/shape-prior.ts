import { inverseDense } from '../../base/solve-dense.ts';
import type { HeadBase, MeasureName } from '../measures.ts';
import { MODES, type ModeWeights } from './head-modes.ts';
import { workshop } from './head-workshop.ts';

/** What the survey has variances of. */
const SURVEYED = [
  'circumference',
  'length',
  'breadth',
  'tragionTop',
  'bizygomatic',
  'faceHeight',
  'neckCircumference',
] as const satisfies readonly MeasureName[];

/**
 * Covariance of {@link SURVEYED}, mm squared, upper triangle row by row: ANSUR II 2012
 * (NATICK/TR-15/007), computed from the public individual-level file of 4082 men and 1986 women.
 */
const COVARIANCE: Readonly<Record<'male' | 'female', readonly (readonly number[])[]>> = {
  male: [
    [257.56, 92.8, 49.17, 38.25, 45.42, 34.78, 188.17],
    [49.34, 6.83, 12.48, 8.1, 14.93, 58.3],
    [30.6, 10.46, 22.45, 5.85, 54.01],
    [37.92, 6.89, 7.29, 21.8],
    [38.67, 8.03, 88.66],
    [44.44, 38.79],
    [664.44],
  ],
  female: [
    [374.85, 109.22, 49.68, 47.53, 41.58, 35.51, 135.35],
    [55.49, 8.52, 13.96, 6.72, 13.1, 40.64],
    [26.96, 11.27, 17.58, 5.72, 29.68],
    [42.9, 9.88, 7.37, 30.86],
    [30.95, 7.16, 52.1],
    [37.04, 31.11],
    [369.45],
  ],
};

/** Means of men less those of women, mm, of the same survey and in the same order. */
const SEX_DIFFERENCE = [13.25, 9.68, 6.56, 4.67, 8.85, 9.55, 67.85];

/** How people's heads spread about the mean one of a base, as a normal law of the modes' weights. */
export interface ShapePrior {
  readonly mean: ModeWeights;
  /** Inverse covariance, row by row. */
  readonly precision: readonly (readonly number[])[];
}

/**
 * The survey's covariance of seven measures, seen through how these change with the modes; what no
 * tape tells (squareness) keeps the modes' own spread.
 */
export async function shapePrior(base: HeadBase): Promise<ShapePrior> {
  const { fit } = await workshop(base);
  const mean = fit.mean.weights;
  // Modes in units of their own spread.
  const slopes = fit.slopes(mean, SURVEYED).map((row, k) => row.map((mm) => mm * MODES[k]!.prior));
  const surveyed = inverseDense(covarianceOf(base));
  const gram = inverseDense(
    SURVEYED.map((_, i) => SURVEYED.map((_, j) => sum(slopes, (row) => row[i]! * row[j]!))),
  );
  const through = (inner: readonly (readonly number[])[], k: number, l: number) =>
    SURVEYED.reduce(
      (all, _, i) =>
        all +
        SURVEYED.reduce((part, _, j) => part + slopes[k]![i]! * inner[i]![j]! * slopes[l]![j]!, 0),
      0,
    );
  const precision = MODES.map((a, k) =>
    MODES.map((b, l) => {
      const untold = (k === l ? 1 : 0) - through(gram, k, l);
      return (through(surveyed, k, l) + untold) / (a.prior * b.prior);
    }),
  );
  return { mean, precision };
}

function covarianceOf(base: HeadBase): number[][] {
  const of = (sex: 'male' | 'female', i: number, j: number) =>
    COVARIANCE[sex][Math.min(i, j)]![Math.abs(i - j)]!;
  return SURVEYED.map((_, i) =>
    SURVEYED.map((_, j) => {
      if (base !== 'neutral') return of(base, i, j);
      // Half men, half women: the spread within, and that between the two means.
      const between = (SEX_DIFFERENCE[i]! * SEX_DIFFERENCE[j]!) / 4;
      return (of('male', i, j) + of('female', i, j)) / 2 + between;
    }),
  );
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}
