import { BAND_COUNT } from '../../color/bands.ts';
import { gauss } from '../quadrature.ts';
import { scaledBessel } from './bessel.ts';
import { type DotFootprint, footprintRow } from './footprint.ts';

/** Adds `share` of what a thin sheet at that depth takes away, by band. */
export function addSheet(
  footprint: DotFootprint,
  depthMm: number,
  share: number,
  out: Float64Array,
): void {
  const { sigmasMm, amplitudes } = footprint;
  const gaussians = sigmasMm.length;
  const { low, part } = footprintRow(footprint, depthMm);
  for (let g = 0; g < gaussians; g++) {
    const area = share * 2 * Math.PI * sigmasMm[g]! ** 2;
    for (let band = 0; band < BAND_COUNT; band++) {
      const here = amplitudes[(low * BAND_COUNT + band) * gaussians + g]!;
      const below = amplitudes[((low + 1) * BAND_COUNT + band) * gaussians + g]!;
      out[band]! += area * (here + part * (below - here));
    }
  }
}

/** A level disc, seen from above. */
export interface Disc {
  readonly depthMm: number;
  readonly radiusMm: number;
}

/** Adds `share` of the footprint averaged over a disc, by band, 1/mm2. */
export function addDisc(
  footprint: DotFootprint,
  disc: Disc,
  lateralMm: number,
  share: number,
  out: Float64Array,
): void {
  const { sigmasMm, amplitudes } = footprint;
  const gaussians = sigmasMm.length;
  const { low, part } = footprintRow(footprint, disc.depthMm);
  for (let g = 0; g < gaussians; g++) {
    const overlap = share * overDisc(sigmasMm[g]!, disc.radiusMm, lateralMm);
    for (let band = 0; band < BAND_COUNT; band++) {
      const here = amplitudes[(low * BAND_COUNT + band) * gaussians + g]!;
      const below = amplitudes[((low + 1) * BAND_COUNT + band) * gaussians + g]!;
      out[band]! += overlap * (here + part * (below - here));
    }
  }
}

/**
 * Mean over a disc of a Gaussian of height 1 that stands `lateral` from its middle: the rings of
 * the disc are Bessel functions, of which only those within reach of the Gaussian count.
 */
export function overDisc(sigma: number, radius: number, lateral: number): number {
  const from = Math.max(0, lateral - 6 * sigma);
  const to = Math.min(radius, lateral + 6 * sigma);
  if (to <= from) return 0;
  let sum = 0;
  for (let i = 0; i < RINGS.length; i++) {
    const ring = from + ((to - from) * (RINGS[i]! + 1)) / 2;
    const off = (ring - lateral) / sigma;
    sum +=
      RING_WEIGHTS[i]! *
      ring *
      Math.exp(-0.5 * off * off) *
      scaledBessel((ring * lateral) / sigma ** 2);
  }
  return (sum * (to - from)) / radius ** 2;
}

const [RINGS, RING_WEIGHTS] = gauss(16);
