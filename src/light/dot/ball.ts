import { BAND_COUNT } from '../../color/bands.ts';
import { gauss } from '../quadrature.ts';
import { coverAt, type DotFootprint } from './footprint.ts';
import { addDisc, addSheet } from './footprint-sums.ts';
import { ballDark } from './law.ts';

/** A ball of absorber in the skin. */
export interface SphereDot {
  /** Of the centre, below the surface. */
  readonly depthMm: number;
  readonly radiusMm: number;
  /** By band; the pigment's own absorption, before self-shading. */
  readonly absorptionPerMm: ArrayLike<number>;
}

/** R / R0 by band at `lateralMm` from the axis of a ball. */
export function sphereDotRatio(
  footprint: DotFootprint,
  dot: SphereDot,
  lateralMm: number,
): Float64Array {
  const { depthMm, radiusMm, absorptionPerMm } = dot;
  const volume = (4 / 3) * Math.PI * radiusMm ** 3;
  const topMm = Math.max(0, depthMm - radiusMm);
  const above = Math.sqrt(Math.max(0, 1 - (lateralMm / radiusMm) ** 2));
  const sheet = new Float64Array(BAND_COUNT);
  const thin = new Float64Array(BAND_COUNT);
  for (let i = 0; i < SLICES; i++) {
    const t = NODES[i]!;
    const share = 0.75 * WEIGHTS[i]! * (1 - t * t);
    const sliceMm = depthMm + t * radiusMm;
    addSheet(footprint, sliceMm, share, sheet);
    const disc = { depthMm: sliceMm, radiusMm: radiusMm * Math.sqrt(1 - t * t) };
    addDisc(footprint, disc, lateralMm, share, thin);
  }
  return thin.map((perMm2, band) => {
    const absorptionHere = absorptionPerMm[band]!;
    return (
      1 -
      ballDark({
        thin: absorptionHere * volume * perMm2,
        absorptionPerMm: absorptionHere,
        chordMm: (4 * radiusMm) / 3,
        // Over its own shadow.
        sheetMm: (volume * sheet[band]!) / (Math.PI * radiusMm ** 2),
        cover: coverAt(footprint, topMm, band),
        coverHere: coverAt(footprint, topMm + radiusMm * (1 - above), band),
        topMm,
        radiusMm,
        lateralMm,
      })
    );
  });
}

const SLICES = 8;
const [NODES, WEIGHTS] = gauss(SLICES);
