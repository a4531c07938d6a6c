import { BINS, binEdgesMm, type FreshColumn, shareBetween } from '../../../src/ink/column-bins.ts';
import { binGone, type LayerBounds, type LossOptions } from '../../../src/ink/kinetics.ts';
import type { Kinetics } from '../../../src/ink/kinetics-constants.ts';

/** Share of a dot's dose that has left by any way. */
export function goneShare(
  { depthMm, tip }: FreshColumn,
  kinetics: Kinetics,
  bounds: LayerBounds,
  ageDays: number,
  options: LossOptions,
): number {
  const edges = binEdgesMm(depthMm, bounds, ageDays / kinetics.epidermalTurnover.value);
  let sum = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const [top, end] = [edges[bin]!, edges[bin + 1]!];
    const ways = Object.values(binGone(kinetics, (top + end) / 2, bounds, ageDays, options));
    const share = shareBetween(top / depthMm, end / depthMm, tip);
    sum += share * ways.reduce((all, way) => all + way, 0);
  }
  return sum;
}
