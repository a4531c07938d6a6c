import { layerOptics } from '../../layers.ts';
import { SKIN_TYPES, skinOfType } from '../../skin-types.ts';
import { sheetSensitivity } from '../sheet-sensitivity.ts';
import { MET_TOPS_MM, metSteps } from './met-tally.ts';

/** Shares of met light of the six skin types at one wavelength. */
export interface MetBand {
  /** `[skin][cell]`, as bytes: 255 times the square root, so that small ones keep their digits. */
  readonly bytes: number[][];
  /** `[skin][top]`: share of R that an opaque sheet there takes away, from exact transport. */
  readonly covers: number[][];
}

/** Walks one wavelength for the six skin types. */
export function bakeMet(
  wavelengthNm: number,
  { photons, seed }: { readonly photons: number; readonly seed: number },
): MetBand {
  const skins = SKIN_TYPES.map((type) => skinOfType(type));
  const layers = skins.map((skin) => layerOptics(skin, wavelengthNm));
  // Bands must not share their photons' luck: their errors would add up in a colour.
  const steps = metSteps(layers, { photons, seed: (seed + wavelengthNm) >>> 0 });
  let step = steps.next();
  while (!step.done) step = steps.next();
  return {
    bytes: step.value.map((row) => Array.from(row, (share) => Math.round(255 * Math.sqrt(share)))),
    covers: skins.map((skin) =>
      Array.from(sheetSensitivity(skin, wavelengthNm, MET_TOPS_MM).cover, (cover) =>
        Number(cover.toFixed(5)),
      ),
    ),
  };
}

/** The file `npm run bake` writes of them. */
export function writeMet(
  bands: readonly MetBand[],
  made: { readonly command: string; readonly photons: number; readonly seed: number },
): string {
  let letters = '';
  for (const { bytes } of bands) {
    for (const row of bytes) for (const byte of row) letters += String.fromCharCode(byte);
  }
  const baked = {
    ...made,
    about:
      'Share of the light that comes back which has met an opaque column, as 255 times its square ' +
      'root, base64: [band][skin type][radius][lateral node][row], see met-tally.ts; and what an ' +
      'opaque sheet at the depth of each top takes away: [band][skin type][top].',
    covers: bands.map(({ covers }) => covers),
    shares: btoa(letters),
  };
  return `${JSON.stringify(baked)}\n`;
}
