import { BAND_COUNT, BANDS_NM } from '../../color/bands.ts';
import type { Skin } from '../layers.ts';
import { bakedShape } from './baked-shapes.ts';
import { SHAPE_DEPTHS_MM } from './footprint-bake.ts';
import { SIGMAS_MM } from './footprint-fit.ts';
import { bakedMet } from './met/baked-met.ts';
import { MET_CELLS, MET_TOPS_MM } from './met/met-tally.ts';
import { overlapTable } from './overlap.ts';
import { sheetSensitivity } from './sheet-sensitivity.ts';

/**
 * What a speck of absorber does to the skin's reflectance, by depth, band and lateral distance.
 *
 * K(r, z) = -d(ln R) / d(mu_a dV), a sum of Gaussians in r. Whoever makes it, this is what the
 * shaders read.
 */
export interface DotFootprint {
  readonly bandsNm: readonly number[];
  /** Rising, equal steps in ln(depth). Between them, amplitudes go straight in ln(depth). */
  readonly depthsMm: Float32Array;
  readonly sigmasMm: Float32Array;
  /** `[depth][band][gaussian]`, 1/mm2, value at r = 0. */
  readonly amplitudes: Float32Array;
  /** `[depth][band]`: share of R that an opaque sheet at that depth takes away, 0 to 1. */
  readonly cover: Float32Array;
  /** `[radius][lateral node][row][band]`: light that meets opaque columns, see `met-tally.ts`. */
  readonly met: Float32Array;
  /** How dots add up, by the depth they reach: see `overlapTable`. */
  readonly overlap: Float32Array;
  /** Diffuse reflectance without pigment, by band. */
  readonly bareReflectance: Float32Array;
}

/** Rows of transport past the last shape: light there is faint, but hair reaches 4.7 mm, and further. */
const DEEPER_ROWS = 4;

/** Depths of transport, mm: those of the lateral shapes, and on at the same ratio. */
const SHEET_DEPTHS_MM: readonly number[] = Array.from(
  { length: SHAPE_DEPTHS_MM.length + DEEPER_ROWS },
  (_, i) =>
    SHAPE_DEPTHS_MM[i] ?? 2 * (2 / SHAPE_DEPTHS_MM[0]!) ** (i / (SHAPE_DEPTHS_MM.length - 1) - 1),
);

/** Depths the footprint is tabulated at: 63, from 0.006 to 4.7 mm; every other one is transport. */
export const FOOTPRINT_DEPTHS_MM: readonly number[] = Array.from(
  { length: 2 * SHEET_DEPTHS_MM.length - 1 },
  (_, i) =>
    SHAPE_DEPTHS_MM[0]! * (2 / SHAPE_DEPTHS_MM[0]!) ** (i / (2 * SHAPE_DEPTHS_MM.length - 2)),
);

/** What only photons tell of a skin: the rest of its response is exact transport in layers. */
export interface LateralShape {
  /** `[band][depth]`: share each Gaussian has of the lateral integral of the footprint. */
  readonly spread: readonly (readonly ArrayLike<number>[])[];
  /** `[band]`: share of the light that meets columns, `[radius][lateral node][row]`. */
  readonly met: readonly ArrayLike<number>[];
}

/**
 * The dot response of a skin.
 *
 * The lateral integral and what opaque sheets take away are exact transport through this skin's
 * layers. The rest is baked by Monte Carlo for the six skin types and mixed between them, unless a
 * shape baked for this very skin is given; how light spreads below 2 mm is as at 2 mm.
 */
export function dotFootprint(skin: Skin, shape?: LateralShape): DotFootprint {
  const depths = FOOTPRINT_DEPTHS_MM;
  const gaussians = SIGMAS_MM.length;
  const amplitudes = new Float32Array(depths.length * BAND_COUNT * gaussians);
  const cover = new Float32Array(depths.length * BAND_COUNT);
  const met = new Float32Array(MET_CELLS * BAND_COUNT);
  const bareReflectance = new Float32Array(BAND_COUNT);

  const areas = SIGMAS_MM.map((sigma) => 2 * Math.PI * sigma ** 2);
  BANDS_NM.forEach((wavelengthNm, band) => {
    const light = sheetSensitivity(skin, wavelengthNm, LIT_DEPTHS_MM);
    bareReflectance[band] = light.reflectance;
    const spreads = shape?.spread[band] ?? bakedShape(skin, band);
    const shares = shape?.met[band] ?? bakedMet(skin, band, light.cover.subarray(SHEETS));
    for (let i = 0; i < MET_CELLS; i++) met[i * BAND_COUNT + band] = shares[i]!;
    for (let z = 0; z < depths.length; z++) {
      const low = Math.floor(z / 2);
      const high = Math.ceil(z / 2);
      const last = SHAPE_DEPTHS_MM.length - 1;
      const above = spreads[Math.min(low, last)]!;
      const below = spreads[Math.min(high, last)]!;
      // Light dies away exponentially, so in between is the geometric mean. Where none comes,
      // rounding may leave nothing or less; the laws divide by what is reached.
      const sheet = Math.sqrt(Math.max(0, light.sheet[low]!) * Math.max(0, light.sheet[high]!));
      const reached = Math.max(1e-9, (light.cover[low]! + light.cover[high]!) / 2);
      cover[z * BAND_COUNT + band] = reached;
      for (let g = 0; g < gaussians; g++) {
        const at = (z * BAND_COUNT + band) * gaussians + g;
        amplitudes[at] = (sheet * ((above[g]! + below[g]!) / 2)) / areas[g]!;
      }
    }
  });

  return {
    bandsNm: BANDS_NM,
    depthsMm: Float32Array.from(depths),
    sigmasMm: Float32Array.from(SIGMAS_MM),
    amplitudes,
    cover,
    met,
    overlap: overlapTable(skin),
    bareReflectance,
  };
}

/** The rows of a footprint around a depth: the upper one, and how far the depth lies below it. */
export function footprintRow(
  { depthsMm }: DotFootprint,
  depthMm: number,
): { low: number; part: number } {
  const last = depthsMm.length - 1;
  const stepLog = Math.log(depthsMm[last]! / depthsMm[0]!) / last;
  const at = Math.log(Math.max(depthMm, 1e-6) / depthsMm[0]!) / stepLog;
  const held = Math.min(last, Math.max(0, at));
  const low = Math.min(last - 1, Math.floor(held));
  return { low, part: held - low };
}

/** Share of R that an opaque sheet takes away; 1 at the surface. */
export function coverAt(footprint: DotFootprint, depthMm: number, band: number): number {
  const { cover, depthsMm } = footprint;
  if (depthMm < depthsMm[0]!) return 1 - (depthMm / depthsMm[0]!) * (1 - cover[band]!);
  const { low, part } = footprintRow(footprint, depthMm);
  const here = cover[low * BAND_COUNT + band]!;
  return here + part * (cover[(low + 1) * BAND_COUNT + band]! - here);
}

const SHEETS = SHEET_DEPTHS_MM.length;

/** Where exact transport is asked for: the rows of the table, then the tops of met columns. */
const LIT_DEPTHS_MM: readonly number[] = [...SHEET_DEPTHS_MM, ...MET_TOPS_MM];
