import type { PointGrid } from './point-grid.ts';

/** The nearest other dot of each dot. */
export interface Neighbours {
  readonly index: Int32Array;
  readonly distanceUm: Float64Array;
  readonly closestUm: number;
}

export function nearestNeighbours(grid: PointGrid): Neighbours {
  const at = grid.places;
  const index = new Int32Array(grid.count);
  const distanceUm = new Float64Array(grid.count);
  let closestUm = Number.POSITIVE_INFINITY;
  for (let i = 0; i < grid.count; i++) {
    const found = grid.nearest(at[3 * i]!, at[3 * i + 1]!, at[3 * i + 2]!, i);
    index[i] = found.index;
    distanceUm[i] = Math.sqrt(found.distanceSq);
    closestUm = Math.min(closestUm, distanceUm[i]!);
  }
  return { index, distanceUm, closestUm };
}

/** Mean, spread and shares of values over `bins` equal bins; values outside are in no bin. */
export interface Distribution {
  readonly mean: number;
  readonly sd: number;
  /** Share of all values over the width of a bin: sums to 1 over [low, high). */
  readonly density: readonly number[];
}

export function distribution(
  values: ArrayLike<number>,
  low: number,
  high: number,
  bins: number,
): Distribution {
  const density = new Array<number>(bins).fill(0);
  let [sum, squares] = [0, 0];
  const width = (high - low) / bins;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    sum += value;
    squares += value * value;
    const bin = Math.floor((value - low) / width);
    if (bin >= 0 && bin < bins) density[bin]! += 1 / (values.length * width);
  }
  const mean = sum / values.length;
  return { mean, sd: Math.sqrt(Math.max(0, squares / values.length - mean * mean)), density };
}
