import { namesOf, recordOf } from '../base/records.ts';
import { BINS, binEdgesMm, type FreshColumn, shareBetween } from './column-bins.ts';
import { binGone, type Gone, type LayerBounds, type LossOptions } from './kinetics.ts';
import type { Kinetics } from './kinetics-constants.ts';

/** Shares of a dot's dose that have left, way by way; with what its bins hold they make 1. */
export function columnGone(
  { depthMm, tip }: Pick<FreshColumn, 'depthMm' | 'tip'>,
  kinetics: Kinetics,
  bounds: LayerBounds,
  ageDays: number,
  options: LossOptions,
): Gone {
  const edges = binEdgesMm(depthMm, bounds, ageDays / kinetics.epidermalTurnover.value);
  const bins = Array.from({ length: BINS }, (_, bin) => {
    const [top, end] = [edges[bin]!, edges[bin + 1]!];
    return {
      share: shareBetween(top / depthMm, end / depthMm, tip),
      gone: binGone(kinetics, (top + end) / 2, bounds, ageDays, options),
    };
  });
  return recordOf(namesOf(bins[0]!.gone), (way) =>
    bins.reduce((sum, { share, gone }) => sum + share * gone[way], 0),
  );
}
