import { BAND_COUNT } from '../base/bands.ts';
import type { DotKernel } from './dot-kernel.ts';
import { gauss } from './quadrature.ts';

/** A ball of absorber in the skin. */
export interface SphereDot {
  /** Of the centre, below the surface. */
  readonly depthMm: number;
  readonly radiusMm: number;
  /** By band; the pigment's own absorption, before self-shading. */
  readonly absorptionPerMm: ArrayLike<number>;
}

/**
 * Mean absorption of a ball relative to the same absorber spread out: 1 when clear, falls as the
 * ball shades its own core.
 *
 * Absorption efficiency of a large sphere (van de Hulst 1957, section 14.23) over its volume limit.
 *
 * @param opticalRadius - Absorption times radius.
 */
export function selfShading(opticalRadius: number): number {
  const t = opticalRadius;
  if (t < 0.02) return 1 - 0.75 * t;
  const d = 2 * t;
  return (3 / (4 * t)) * (1 - (2 * (1 - (1 + d) * Math.exp(-d))) / (d * d));
}

/**
 * What is left of the reflectance over a dot, R / R0.
 *
 * The exponential is wrong by up to 0.96, since light goes round a thick dot. The 0.30 was fitted
 * to 3-D Monte Carlo of single balls: off by at most 0.047 on balls, skins and wavelengths left out
 * of the fit.
 *
 * @param strength - Absorption times self-shading times volume times kernel.
 */
export function saturating(strength: number): number {
  const left = 1 - strength / (1 + 0.3 * strength);
  // Below what was fitted it would pass through black; skin above a dot always returns something.
  return left > FLOOR ? left : FLOOR * Math.exp((left - FLOOR) / FLOOR);
}

const FLOOR = 0.15;

/**
 * R / R0 by band at `lateralMm` from the axis of a ball.
 *
 * The ball is cut in level discs; each disc is written as the difference of two Gaussians of the
 * same total variance (R^2 / 4 per axis, a^2 / 5 for the whole ball) and the same height at its
 * centre, which overlaps the kernel's Gaussians in closed form. One Gaussian per disc is within
 * 0.06 instead of 0.04.
 */
export function sphereDotRatio(kernel: DotKernel, dot: SphereDot, lateralMm: number): Float64Array {
  const volume = (4 / 3) * Math.PI * dot.radiusMm ** 3;
  const response = ballResponse(kernel, dot.depthMm, dot.radiusMm, lateralMm);
  return response.map((perMm2, band) => {
    const absorption = dot.absorptionPerMm[band]!;
    const shaded = absorption * selfShading(absorption * dot.radiusMm);
    return saturating(shaded * volume * perMm2);
  });
}

/** Kernel averaged over a ball, by band, 1/mm2. */
export function ballResponse(
  kernel: DotKernel,
  depthMm: number,
  radiusMm: number,
  lateralMm: number,
): Float64Array {
  const out = new Float64Array(BAND_COUNT);
  for (let i = 0; i < SLICES; i++) {
    const t = NODES[i]!;
    const share = 0.75 * WEIGHTS[i]! * (1 - t * t);
    const discVariance = (radiusMm * radiusMm * (1 - t * t)) / 4;
    addSlice(kernel, depthMm + t * radiusMm, discVariance, lateralMm, share, out);
  }
  return out;
}

// Disc = (1 + h) G(w v) - h G(w v / 2), with total 1, variance v and central value 1 / (2 pi v / 2):
// h solves h^2 + h = 1.
const HOLLOW = (Math.sqrt(5) - 1) / 2;
const WIDE = 1 / (1 + HOLLOW / 2);

const SLICES = 8;
const [NODES, WEIGHTS] = gauss(SLICES);

function addSlice(
  kernel: DotKernel,
  depthMm: number,
  discVariance: number,
  lateralMm: number,
  share: number,
  out: Float64Array,
): void {
  const { depthsMm, sigmasMm, amplitudes } = kernel;
  const gaussians = sigmasMm.length;
  const last = depthsMm.length - 1;
  const stepLog = Math.log(depthsMm[last]! / depthsMm[0]!) / last;
  const at = Math.min(
    last,
    Math.max(0, Math.log(Math.max(depthMm, 1e-6) / depthsMm[0]!) / stepLog),
  );
  const low = Math.min(last - 1, Math.floor(at));
  for (let g = 0; g < gaussians; g++) {
    const variance = sigmasMm[g]! ** 2;
    const blur = (extra: number) =>
      (variance / (variance + extra)) * Math.exp((-0.5 * lateralMm ** 2) / (variance + extra));
    const overlap =
      share * ((1 + HOLLOW) * blur(WIDE * discVariance) - HOLLOW * blur(0.5 * WIDE * discVariance));
    for (let band = 0; band < BAND_COUNT; band++) {
      const from = amplitudes[(low * BAND_COUNT + band) * gaussians + g]!;
      const to = amplitudes[((low + 1) * BAND_COUNT + band) * gaussians + g]!;
      out[band]! += overlap * (from + (at - low) * (to - from));
    }
  }
}
