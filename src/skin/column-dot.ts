import { BAND_COUNT } from '../base/bands.ts';
import { coverAt, type DotKernel } from './dot-kernel.ts';
import { addDisc, addSheet, COLUMN, darkOver } from './dot-law.ts';
import { gauss } from './quadrature.ts';

/** An upright column of absorber: what a needle leaves. */
export interface ColumnDot {
  readonly topMm: number;
  readonly bottomMm: number;
  readonly radiusMm: number;
  /** By band; the pigment's own absorption, before self-shading. */
  readonly absorptionPerMm: ArrayLike<number>;
}

/** R / R0 by band at `lateralMm` from the axis of a column. */
export function columnDotRatio(
  kernel: DotKernel,
  column: ColumnDot,
  lateralMm: number,
): Float64Array {
  const { bottomMm, radiusMm, absorptionPerMm } = column;
  const topMm = Math.max(0, column.topMm);
  const heightMm = bottomMm - topMm;
  const volume = Math.PI * radiusMm ** 2 * heightMm;
  const chordMm = (2 * radiusMm * heightMm) / (radiusMm + heightMm);
  const sheet = new Float64Array(BAND_COUNT);
  for (const [level, at] of LEVELS.entries()) {
    addSheet(kernel, topMm + (heightMm * (at + 1)) / 2, LEVEL_WEIGHTS[level]! / 2, sheet);
  }
  return columnResponse(kernel, column, lateralMm).map((perMm2, band) => {
    const absorption = absorptionPerMm[band]!;
    const dark = darkOver(COLUMN, {
      thin: absorption * volume * perMm2,
      chord: absorption * chordMm,
      sheet: absorption * heightMm * sheet[band]!,
      cover: coverAt(kernel, topMm, band),
      topMm,
      radii: lateralMm / radiusMm,
    });
    return 1 - dark;
  });
}

const [LEVELS, LEVEL_WEIGHTS] = gauss(10);

// The kernel of specks averaged over the column.
function columnResponse(kernel: DotKernel, column: ColumnDot, lateralMm: number): Float64Array {
  const { topMm, bottomMm, radiusMm } = column;
  const out = new Float64Array(BAND_COUNT);
  for (const [level, at] of LEVELS.entries()) {
    const depthMm = topMm + ((bottomMm - topMm) * (at + 1)) / 2;
    addDisc(kernel, { depthMm, radiusMm }, lateralMm, LEVEL_WEIGHTS[level]! / 2, out);
  }
  return out;
}
