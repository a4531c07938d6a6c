import { BAND_WEIGHTS } from '../../color/band-weights.ts';
import { xyzToLinear } from '../../color/srgb.ts';
import { SIGMAS_MM } from '../dot/footprint-fit.ts';
import type { Skin } from '../layers.ts';
import { SKIN_TYPES, skinOfType } from '../skin-types.ts';
import baked from './baked-spread.json';

export type RgbShares = readonly [number, number, number];

/**
 * How light that lights skin spreads in it before it comes back: two Gaussians, near and far, each with
 * the share of linear red, green and blue it carries; what is left stays within a tenth of a millimetre.
 */
export interface IlluminationSpread {
  /** Widths of both, mm. */
  readonly sigmasMm: readonly [near: number, far: number];
  readonly shares: readonly [near: RgbShares, far: RgbShares];
}

/** Which of the eight baked Gaussians each of the two stands for. */
const GROUPS: readonly (readonly number[])[] = [
  [4, 5],
  [6, 7],
];

// [band][skin type][gaussian]
const shares = baked.shares.map((rows) => rows.map((row) => row.split(' ').map(Number)));
const logMelanosomes = SKIN_TYPES.map((type) => Math.log(skinOfType(type).melanosomeFraction));

/**
 * Spread in a skin: the two types next to it in melanin, mixed, its widths over its scattering.
 *
 * @param reflectance - Of the bare skin at the six bands: they mix by the light that comes back.
 */
export function illuminationSpread(
  skin: Pick<Skin, 'melanosomeFraction' | 'scatteringScale'>,
  reflectance: ArrayLike<number>,
): IlluminationSpread {
  const byBand = BAND_WEIGHTS.map((_, band) => bandShares(skin.melanosomeFraction, band));
  const weights = BAND_WEIGHTS.map((xyz, band) =>
    xyzToLinear(xyz).map((value) => value * reflectance[band]!),
  );
  const whole = [0, 1, 2].map((i) => weights.reduce((sum, rgb) => sum + rgb[i]!, 0));
  const carried = (gaussian: number, i: number) =>
    weights.reduce((sum, rgb, band) => sum + rgb[i]! * byBand[band]![gaussian]!, 0) / whole[i]!;
  const made = GROUPS.map((group) => {
    let variance = 0;
    let total = 0;
    const rgb = [0, 1, 2].map((i) => {
      let sum = 0;
      for (const gaussian of group) {
        const share = Math.max(0, carried(gaussian, i));
        sum += share;
        total += share;
        variance += share * SIGMAS_MM[gaussian]! ** 2;
      }
      return sum;
    }) as unknown as RgbShares;
    const sigma = total > 0 ? Math.sqrt(variance / total) : SIGMAS_MM[group[0]!]!;
    return { rgb, sigmaMm: sigma / skin.scatteringScale };
  });
  const [near, far] = made as [(typeof made)[0], (typeof made)[0]];
  return { sigmasMm: [near.sigmaMm, far.sigmaMm], shares: [near.rgb, far.rgb] };
}

function bandShares(melanosomeFraction: number, band: number): number[] {
  const log = Math.log(Math.max(melanosomeFraction, 1e-6));
  let low = 0;
  while (low < SKIN_TYPES.length - 2 && log > logMelanosomes[low + 1]!) low++;
  const [from, to] = [logMelanosomes[low]!, logMelanosomes[low + 1]!];
  const part = Math.min(1, Math.max(0, (log - from) / (to - from)));
  const [a, b] = [shares[band]![low]!, shares[band]![low + 1]!];
  return a.map((share, gaussian) => share + part * (b[gaussian]! - share));
}
