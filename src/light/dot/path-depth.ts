import type { PhotonWalk } from '../photon-walk.ts';
import { type Stretch, stepInColumn } from '../step-in-column.ts';

/** An upright column in slices, its axis `lateralMm` from where the path begins. */
export interface SlicedColumn {
  readonly radiusMm: number;
  readonly lateralMm: number;
  /** Borders of its slices, rising, mm; one more than slices. */
  readonly edgesMm: ArrayLike<number>;
  /** Absorption in each slice at this wavelength, 1/mm. */
  readonly absorptionPerMm: ArrayLike<number>;
}

/** Optical depth above each border of a column's slices, straight down. */
export function depthsAbove({ edgesMm, absorptionPerMm }: SlicedColumn): Float64Array {
  const above = new Float64Array(edgesMm.length);
  for (let i = 1; i < above.length; i++) {
    above[i] = above[i - 1]! + absorptionPerMm[i - 1]! * (edgesMm[i]! - edgesMm[i - 1]!);
  }
  return above;
}

/** Steps of a path that come as high as a dot reaches down. */
export function shallowSteps({ z, corners }: PhotonWalk, deepestMm: number): number[] {
  const steps: number[] = [];
  for (let i = 0; i + 1 < corners; i++) {
    if (z[i]! < deepestMm || z[i + 1]! < deepestMm) steps.push(i);
  }
  return steps;
}

const stretch: Stretch = { low: 0, high: 1 };

/**
 * Optical depth of a whole path inside a column.
 *
 * @param above - Of that column: see `depthsAbove`.
 */
export function depthInColumn(
  { x, y, z }: PhotonWalk,
  steps: readonly number[],
  { radiusMm, lateralMm, edgesMm, absorptionPerMm }: SlicedColumn,
  above: Float64Array,
): number {
  const topMm = edgesMm[0]!;
  const bottomMm = edgesMm[edgesMm.length - 1]!;
  let depth = 0;
  for (const i of steps) {
    const z0 = z[i]!;
    const z1 = z[i + 1]!;
    if ((z0 <= topMm && z1 <= topMm) || (z0 >= bottomMm && z1 >= bottomMm)) continue;
    const [x0, x1] = [x[i]! + lateralMm, x[i + 1]! + lateralMm];
    if (!stepInColumn(x0, y[i]!, x1, y[i + 1]!, radiusMm, stretch)) continue;
    const { low, high } = stretch;
    const [dx, dy, dz] = [x1 - x0, y[i + 1]! - y[i]!, z1 - z0];
    const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const [from, to] = dz > 0 ? [z0 + low * dz, z0 + high * dz] : [z0 + high * dz, z0 + low * dz];
    const way = (high - low) * length;
    const upper = sliceAt(edgesMm, from);
    if (to - from < 1e-9) {
      if (from >= topMm && to <= bottomMm) depth += absorptionPerMm[upper]! * way;
      continue;
    }
    const lower = sliceAt(edgesMm, to);
    const aboveAt = (slice: number, zMm: number) =>
      above[slice]! +
      absorptionPerMm[slice]! * (Math.min(bottomMm, Math.max(topMm, zMm)) - edgesMm[slice]!);
    depth += (way * (aboveAt(lower, to) - aboveAt(upper, from))) / (to - from);
  }
  return depth;
}

// Slice that a depth lies in; the first or last one outside.
function sliceAt(edgesMm: ArrayLike<number>, zMm: number): number {
  let [low, high] = [0, edgesMm.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (zMm >= edgesMm[middle]!) low = middle;
    else high = middle;
  }
  return low;
}

/** Way of a whole path inside a ball, mm. */
export function wayInBall(
  { x, y, z }: PhotonWalk,
  steps: readonly number[],
  ball: { readonly radiusMm: number; readonly lateralMm: number; readonly depthMm: number },
): number {
  const { radiusMm, lateralMm, depthMm } = ball;
  let wayMm = 0;
  for (const i of steps) {
    const [x0, y0, z0] = [x[i]! + lateralMm, y[i]!, z[i]! - depthMm];
    const [dx, dy, dz] = [x[i + 1]! - x[i]!, y[i + 1]! - y0, z[i + 1]! - z[i]!];
    // In shares of the step: a t^2 + 2 b t + c < 0 inside.
    const a = dx * dx + dy * dy + dz * dz;
    const b = x0 * dx + y0 * dy + z0 * dz;
    const root = b * b - a * (x0 * x0 + y0 * y0 + z0 * z0 - radiusMm ** 2);
    if (!(root > 0 && a > 0)) continue;
    const half = Math.sqrt(root);
    const inside = Math.min(1, (half - b) / a) - Math.max(0, (-half - b) / a);
    if (inside > 0) wayMm += inside * Math.sqrt(a);
  }
  return wayMm;
}
