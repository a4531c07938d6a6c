import { BAND_COUNT } from '../base/bands.ts';
import type { DotKernel } from './dot-kernel.ts';
import { ballResponse, saturating, selfShading } from './dot-law.ts';
import { gauss } from './quadrature.ts';

/** An upright column of absorber: what a needle leaves. */
export interface ColumnDot {
  readonly topMm: number;
  readonly bottomMm: number;
  readonly radiusMm: number;
  /** By band; the pigment's own absorption, before self-shading. */
  readonly absorptionPerMm: ArrayLike<number>;
}

/**
 * R / R0 by band at `lateralMm` from the axis of a column.
 *
 * It shades itself like the ball of the same mean chord (4 V / S, Dirac 1943), of radius 3 V / S.
 */
export function columnDotRatio(
  kernel: DotKernel,
  column: ColumnDot,
  lateralMm: number,
): Float64Array {
  const { topMm, bottomMm, radiusMm, absorptionPerMm } = column;
  const heightMm = bottomMm - topMm;
  const volume = Math.PI * radiusMm ** 2 * heightMm;
  const likeBallMm = (3 * radiusMm * heightMm) / (2 * (radiusMm + heightMm));
  return columnResponse(kernel, column, lateralMm).map((perMm2, band) => {
    const absorption = absorptionPerMm[band]!;
    return saturating(absorption * selfShading(absorption * likeBallMm) * volume * perMm2);
  });
}

const [LEVELS, LEVEL_WEIGHTS] = gauss(10);
const [RINGS, RING_WEIGHTS] = gauss(3);
const SPOKES = 4;

// The kernel of specks averaged over the column: rings even in area, spokes on one side, since the
// other side mirrors them.
function columnResponse(kernel: DotKernel, column: ColumnDot, lateralMm: number): Float64Array {
  const { topMm, bottomMm, radiusMm } = column;
  const out = new Float64Array(BAND_COUNT);
  for (let level = 0; level < LEVELS.length; level++) {
    const depthMm = topMm + ((bottomMm - topMm) * (LEVELS[level]! + 1)) / 2;
    for (let ring = 0; ring < RINGS.length; ring++) {
      const r = radiusMm * Math.sqrt((RINGS[ring]! + 1) / 2);
      const share = (LEVEL_WEIGHTS[level]! * RING_WEIGHTS[ring]!) / 4 / SPOKES;
      for (let spoke = 0; spoke < SPOKES; spoke++) {
        const angle = (Math.PI * (spoke + 0.5)) / SPOKES;
        const away = Math.hypot(lateralMm - r * Math.cos(angle), r * Math.sin(angle));
        ballResponse(kernel, depthMm, 0, away).forEach((perMm2, band) => {
          out[band]! += share * perMm2;
        });
      }
    }
  }
  return out;
}
