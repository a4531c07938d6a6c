import { BAND_COUNT } from '../base/bands.ts';
import { scaledBessel } from './bessel.ts';
import { coverAt, type DotKernel, kernelRow } from './dot-kernel.ts';
import { gauss } from './quadrature.ts';

/** A ball of absorber in the skin. */
export interface SphereDot {
  /** Of the centre, below the surface. */
  readonly depthMm: number;
  readonly radiusMm: number;
  /** By band; the pigment's own absorption, before self-shading. */
  readonly absorptionPerMm: ArrayLike<number>;
}

/** How light crosses a kind of body; fitted to brute-force transport, see docs/optics.md. */
export interface BodyLaw {
  /** Way inside of light that meets the body, in mean chords: a little more than one crossing. */
  readonly chords: number;
  /** How much less that is right above a body near the surface, and how deep that reaches, mm. */
  readonly beam: number;
  readonly beamMm: number;
  /** How sharply a body stops being small against the reach of light. */
  readonly power: number;
  /** Squared variation of that way from photon to photon. */
  readonly spread: number;
}

/** Ball. Fitted for radii from 40 to 120 um, centres 0.1 to 2 mm deep, six skins, three bands. */
export const BALL: BodyLaw = { chords: 1.1, beam: 0.7, beamMm: 0.02, power: 4, spread: 1 / 3 };

/** Upright column, 40 to 120 um in radius, 0.2 to 0.9 mm high, from the surface down. */
export const COLUMN: BodyLaw = { chords: 1.33, beam: 0.4, beamMm: 0.1, power: 1, spread: 1 / 2 };

/** A body of absorber as light meets it, in one band. */
export interface LitBody {
  /** What it would take away if it were clear: absorption times volume times kernel. */
  readonly thin: number;
  /** Absorption times mean chord, 4 V / S (Dirac 1943). */
  readonly chord: number;
  /** What an endless sheet of the same profile in depth would take away if it were clear. */
  readonly sheet: number;
  /** What an opaque sheet at the body's top takes away, 0 to 1. */
  readonly cover: number;
  readonly topMm: number;
  /** Distance from its axis, in radii. */
  readonly radii: number;
}

/**
 * Light that is missing over a body of absorber, 1 - R / R0.
 *
 * Of the light that comes back only a share has met the body, so an opaque one leaves the rest;
 * the exponential of the thin answer is wrong by up to 0.96. What has met it has gone `way` in it
 * on average: the mean chord for a body that is small against the reach of light, the way in an
 * endless sheet for a large one. The share met follows from that, and cannot pass that of the
 * sheet. Ways vary like a gamma distribution, whose Laplace transform is the last line.
 */
export function darkOver(law: BodyLaw, body: LitBody): number {
  if (!(body.thin > 0)) return 0;
  const above = Math.sqrt(Math.max(0, 1 - body.radii ** 2));
  const chords = law.chords - law.beam * Math.exp(-body.topMm / law.beamMm) * above;
  const way = lesser(chords * body.chord, body.sheet / body.cover, law.power);
  const met = lesser(body.thin / way, body.cover, 4);
  return met * (1 - (1 + (law.spread * body.thin) / met) ** (-1 / law.spread));
}

// The lesser of two positive numbers with its corner rounded off.
function lesser(a: number, b: number, power: number): number {
  return (a ** -power + b ** -power) ** (-1 / power);
}

/** R / R0 by band at `lateralMm` from the axis of a ball. */
export function sphereDotRatio(kernel: DotKernel, dot: SphereDot, lateralMm: number): Float64Array {
  const { depthMm, radiusMm, absorptionPerMm } = dot;
  const volume = (4 / 3) * Math.PI * radiusMm ** 3;
  const topMm = Math.max(0, depthMm - radiusMm);
  const sheet = new Float64Array(BAND_COUNT);
  for (let i = 0; i < SLICES; i++) {
    const share = 0.75 * WEIGHTS[i]! * (1 - NODES[i]! ** 2);
    addSheet(kernel, depthMm + NODES[i]! * radiusMm, share, sheet);
  }
  return ballResponse(kernel, depthMm, radiusMm, lateralMm).map((perMm2, band) => {
    const absorption = absorptionPerMm[band]!;
    const dark = darkOver(BALL, {
      thin: absorption * volume * perMm2,
      chord: (absorption * 4 * radiusMm) / 3,
      // Over its own shadow.
      sheet: (absorption * volume * sheet[band]!) / (Math.PI * radiusMm ** 2),
      cover: coverAt(kernel, topMm, band),
      topMm,
      radii: lateralMm / radiusMm,
    });
    return 1 - dark;
  });
}

// Kernel averaged over a ball, by band, 1/mm2.
function ballResponse(
  kernel: DotKernel,
  depthMm: number,
  radiusMm: number,
  lateralMm: number,
): Float64Array {
  const out = new Float64Array(BAND_COUNT);
  for (let i = 0; i < SLICES; i++) {
    const t = NODES[i]!;
    const share = 0.75 * WEIGHTS[i]! * (1 - t * t);
    const discMm = radiusMm * Math.sqrt(1 - t * t);
    addDisc(kernel, { depthMm: depthMm + t * radiusMm, radiusMm: discMm }, lateralMm, share, out);
  }
  return out;
}

/** Adds `share` of what a thin sheet at that depth takes away, by band. */
export function addSheet(
  kernel: DotKernel,
  depthMm: number,
  share: number,
  out: Float64Array,
): void {
  const { sigmasMm, amplitudes } = kernel;
  const gaussians = sigmasMm.length;
  const { low, part } = kernelRow(kernel, depthMm);
  for (let g = 0; g < gaussians; g++) {
    const area = share * 2 * Math.PI * sigmasMm[g]! ** 2;
    for (let band = 0; band < BAND_COUNT; band++) {
      const here = amplitudes[(low * BAND_COUNT + band) * gaussians + g]!;
      const below = amplitudes[((low + 1) * BAND_COUNT + band) * gaussians + g]!;
      out[band]! += area * (here + part * (below - here));
    }
  }
}

const SLICES = 8;
const [NODES, WEIGHTS] = gauss(SLICES);

/** Adds `share` of the kernel averaged over a level disc, by band, 1/mm2. */
export function addDisc(
  kernel: DotKernel,
  disc: { readonly depthMm: number; readonly radiusMm: number },
  lateralMm: number,
  share: number,
  out: Float64Array,
): void {
  const { sigmasMm, amplitudes } = kernel;
  const gaussians = sigmasMm.length;
  const { low, part } = kernelRow(kernel, disc.depthMm);
  for (let g = 0; g < gaussians; g++) {
    const overlap = share * overDisc(sigmasMm[g]!, disc.radiusMm, lateralMm);
    for (let band = 0; band < BAND_COUNT; band++) {
      const here = amplitudes[(low * BAND_COUNT + band) * gaussians + g]!;
      const below = amplitudes[((low + 1) * BAND_COUNT + band) * gaussians + g]!;
      out[band]! += overlap * (here + part * (below - here));
    }
  }
}

// Mean over a disc of a Gaussian of height 1 that stands `lateral` from its middle: the rings of
// the disc are Bessel functions, of which only those within reach of the Gaussian count.
function overDisc(sigma: number, radius: number, lateral: number): number {
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
