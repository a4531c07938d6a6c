import type { Totals } from '../coverage/cover.ts';

/** How deep the columns of pigment reach over all planned dots, mm; zeros without dots. */
export interface DepthSpread {
  readonly mean: number;
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
  /** Share of dots deeper than 1.2 mm, which can become permanent. */
  readonly deeperThan1p2Share: number;
  /** Share of dots that reach below the dermis of the local skin. */
  readonly belowDermisShare: number;
}

/** Mean and percentiles from the histogram of depths, which has bins of 5 µm. */
export function depthSpread(totals: Totals, dots: number): DepthSpread {
  const { depthHistogram, depthBinMm } = totals;
  const share = (count: number): number => (dots > 0 ? Number((count / dots).toFixed(5)) : 0);
  let sum = 0;
  depthHistogram.forEach((count, bin) => {
    sum += count * (bin + 0.5) * depthBinMm;
  });
  const mm = (value: number): number => Number(value.toFixed(4));
  return {
    mean: dots > 0 ? mm(sum / dots) : 0,
    p05: mm(percentile(totals, 0.05 * dots)),
    p50: mm(percentile(totals, 0.5 * dots)),
    p95: mm(percentile(totals, 0.95 * dots)),
    deeperThan1p2Share: share(totals.deeperThan1p2),
    belowDermisShare: share(totals.belowDermis),
  };
}

/** Depth above which `rank` dots lie; dots are taken as even within a bin. */
function percentile({ depthHistogram, depthBinMm }: Totals, rank: number): number {
  let before = 0;
  for (const [bin, count] of depthHistogram.entries()) {
    if (count > 0 && before + count >= rank) return (bin + (rank - before) / count) * depthBinMm;
    before += count;
  }
  return 0;
}
