import { solveDense } from '../../base/solve-dense.ts';
import type { BaseHead } from '../base-head.ts';
import type { HalfHead, Tapes } from '../head-tapes.ts';
import { MEASURES, type MeasureName, type Measures } from '../measures.ts';
import { MODES, type ModeWeights, modeBasis, moveLandmarks } from './head-modes.ts';

/** Half width of the differences, as a share of each mode's prior. */
const STEP = 0.12;
const MAX_STEPS = 14;
/** The fit is done when every tape is this close, mm. */
const GOOD_MM = 0.02;

/** Finds the mode weights that give wanted measures, and says what the tapes then read. */
export interface Fitter {
  /**
   * Gauss-Newton with a vanishing pull toward `start`: measures not asked for stay near it.
   *
   * @param wanted - Measures in mm; the rest is free.
   */
  fit(wanted: Partial<Measures>, start: ModeWeights): Fit;
  /** What the tapes read on a head of these weights, mm. */
  read(weights: ModeWeights, names: readonly MeasureName[]): number[];
  /** Change of each of these measures with each mode, mm; one row per mode. */
  slopes(weights: ModeWeights, names: readonly MeasureName[]): number[][];
  /** The fit of the mean measures: where other fits start. */
  readonly mean: Fit;
}

export interface Fit {
  readonly weights: ModeWeights;
  /** What the tapes read, for the measures asked for, mm. */
  readonly reached: Partial<Record<MeasureName, number>>;
}

/** Prepares a fitter for a base head and fits its mean measures, mm. */
export function fitter(base: BaseHead, tapes: Tapes, mean: Partial<Measures>): Fitter {
  const basis = modeBasis(base, tapes.vertices);
  const positionsMm = new Float64Array(base.positionsUm.length);

  const shape = (weights: ModeWeights): HalfHead => {
    for (let i = 0; i < tapes.vertices.length; i++) {
      const v = tapes.vertices[i]! * 3;
      for (let axis = 0; axis < 3; axis++) {
        let mm = base.positionsUm[v + axis]! / 1000;
        for (let k = 0; k < basis.length; k++) mm += weights[k]! * basis[k]![i * 3 + axis]!;
        positionsMm[v + axis] = mm;
      }
    }
    return { positionsMm, landmarks: moveLandmarks(base, weights) };
  };

  const read = (weights: ModeWeights, names: readonly MeasureName[]) => {
    const head = shape(weights);
    return names.map((name) => tapes.measure(name, head));
  };

  const fitTo = (wanted: Partial<Measures>, start: ModeWeights): Fit => {
    const names = MEASURES.filter((name) => wanted[name] !== undefined);
    const targets = names.map((name) => wanted[name]!);
    const weights = gaussNewton((at) => read(at, names), targets, start);
    const values = read(weights, names);
    return { weights, reached: Object.fromEntries(names.map((name, i) => [name, values[i]!])) };
  };

  const unbent = MODES.map(() => 0);
  return {
    fit: fitTo,
    read,
    slopes: (weights, names) => slopes((at) => read(at, names), weights),
    mean: fitTo(mean, unbent),
  };
}

function gaussNewton(
  read: (weights: ModeWeights) => number[],
  targets: readonly number[],
  start: ModeWeights,
): ModeWeights {
  const errors = (weights: ModeWeights) => read(weights).map((mm, i) => targets[i]! - mm);
  let weights = [...start];
  let now = errors(weights);
  let pull = 0.02;
  let jacobian = slopes(read, weights);
  for (let step = 0; step < MAX_STEPS && worst(now) > GOOD_MM; step++) {
    const move = solveStep(jacobian, weights, now, start, pull);
    let share = 1;
    let next = weights;
    let left = now;
    // Back-tracking: a tape jumps from one vertex to another, so a full step may overshoot.
    for (let attempt = 0; attempt < 5; attempt++) {
      next = weights.map((w, k) => w + share * move[k]!);
      left = errors(next);
      if (sumOfSquares(left) < sumOfSquares(now)) break;
      share /= 2;
    }
    if (sumOfSquares(left) >= sumOfSquares(now)) break;
    // Tapes are nearly linear in the modes: the slopes are only taken anew where progress is slow.
    const slow = sumOfSquares(left) > 0.1 * sumOfSquares(now);
    weights = next;
    now = left;
    pull /= 4;
    if (slow) jacobian = slopes(read, weights);
  }
  return weights;
}

/** Change of every measure with every mode, mm; one row per mode. */
function slopes(read: (weights: ModeWeights) => number[], weights: ModeWeights): number[][] {
  return MODES.map(({ prior }, k) => {
    const nudge = (by: number) => weights.map((w, i) => (i === k ? w + by : w));
    const plus = read(nudge(STEP * prior));
    const minus = read(nudge(-STEP * prior));
    return plus.map((mm, i) => (mm - minus[i]!) / (2 * STEP * prior));
  });
}

function solveStep(
  jacobian: readonly number[][],
  weights: ModeWeights,
  errors: readonly number[],
  start: ModeWeights,
  pull: number,
): number[] {
  const rows = MODES.map(({ prior }, k) => {
    const row = MODES.map((_, l) => dot(jacobian[k]!, jacobian[l]!));
    row[k]! += pull / (prior * prior);
    return [
      ...row,
      dot(jacobian[k]!, errors) - (pull * (weights[k]! - start[k]!)) / (prior * prior),
    ];
  });
  return solveDense(rows);
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function sumOfSquares(values: readonly number[]): number {
  return dot(values, values);
}

function worst(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
