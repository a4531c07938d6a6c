import { BAND_COUNT } from '../../color/bands.ts';
import { gauss } from '../quadrature.ts';
import { coverAt, type DotFootprint } from './footprint.ts';
import { addDisc, addSheet, arrivedOn } from './footprint-sums.ts';
import { columnChordMm, columnDark } from './law.ts';

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
  footprint: DotFootprint,
  column: ColumnDot,
  lateralMm: number,
): Float64Array {
  const { bottomMm, radiusMm, absorptionPerMm } = column;
  const topMm = Math.max(0, column.topMm);
  const heightMm = bottomMm - topMm;
  const sheet = new Float64Array(BAND_COUNT);
  const thin = new Float64Array(BAND_COUNT);
  for (const [level, at] of LEVELS.entries()) {
    // Crowded towards the top, where light changes fastest.
    const t = (at + 1) / 2;
    const share = LEVEL_WEIGHTS[level]! * t;
    const depthMm = topMm + heightMm * t * t;
    addSheet(footprint, depthMm, share, sheet);
    addDisc(footprint, { depthMm, radiusMm }, lateralMm, share, thin);
  }
  const volume = Math.PI * radiusMm ** 2 * heightMm;
  const arrived = arrivedOn(footprint, { depthMm: topMm, radiusMm }, lateralMm);
  return thin.map((perMm2, band) => {
    const absorptionHere = absorptionPerMm[band]!;
    return (
      1 -
      columnDark({
        thin: absorptionHere * volume * perMm2,
        absorptionPerMm: absorptionHere,
        chordMm: columnChordMm(radiusMm, heightMm),
        sheetMm: heightMm * sheet[band]!,
        cover: coverAt(footprint, topMm, band),
        arrived: arrived[band]!,
        topMm,
        radiusMm,
        lateralMm,
      })
    );
  });
}

const [LEVELS, LEVEL_WEIGHTS] = gauss(12);
