import { patchAt } from './patch.ts';
import type { PointGrid } from './point-grid.ts';

/** Directions from dots to their nearest neighbours, as axes: a direction and its opposite agree. */
export interface Orientation {
  /** Share of axes in equal bins of 0 to 180 degrees. */
  readonly histogram: readonly number[];
  /** Length of the mean of exp(i k angle) for k = 2, 4, 6: 0 for no preference, 1 for one axis. */
  readonly harmonics: readonly number[];
  /**
   * Largest of them times the root of the axes: for chance alone, above z with probability
   * 3 exp(-z²) (Rayleigh).
   */
  readonly strongest: number;
}

const ORDERS = [2, 4, 6];
/** Dots within so many spacings give the tangent plane. */
const PATCH_SPACINGS = 3;

/**
 * Orientation of the nearest-neighbour axes of the dots in `from`. Of two dots that are each
 * other's nearest only one counts, so that axes are independent.
 */
export function orientationOf(
  grid: PointGrid,
  nearest: Int32Array,
  from: Iterable<number>,
  spacingUm: number,
  bins = 18,
): Orientation {
  const at = grid.places;
  const histogram = new Array<number>(bins).fill(0);
  const sums = ORDERS.map(() => [0, 0] as [number, number]);
  let count = 0;
  for (const i of from) {
    if (nearest[nearest[i]!] === i && nearest[i]! < i) continue;
    const centre = [at[3 * i]!, at[3 * i + 1]!, at[3 * i + 2]!] as const;
    const { u, v, index } = patchAt(grid, centre, PATCH_SPACINGS * spacingUm);
    const slot = index.indexOf(nearest[i]!);
    if (slot < 0) continue;
    const angle = (Math.atan2(v[slot]!, u[slot]!) + 2 * Math.PI) % Math.PI;
    count++;
    histogram[Math.min(bins - 1, Math.floor((bins * angle) / Math.PI))]!++;
    ORDERS.forEach((order, k) => {
      sums[k]![0] += Math.cos(order * angle);
      sums[k]![1] += Math.sin(order * angle);
    });
  }
  const harmonics = sums.map(([re, im]) => Math.hypot(re, im) / count);
  return {
    histogram: histogram.map((n) => n / count),
    harmonics,
    strongest: Math.max(...harmonics) * Math.sqrt(count),
  };
}
