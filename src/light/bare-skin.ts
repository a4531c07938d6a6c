import { BANDS_NM } from '../color/bands.ts';
import { layerStack } from './layer-stack.ts';
import { layerOptics, SKIN_INDEX, type Skin } from './layers.ts';
import { respond } from './stack-response.ts';

/**
 * Diffuse reflectance of skin without pigment, specular excluded: the renderer's albedo.
 *
 * Computed for a beam along the normal and all light that leaves; by reciprocity the same as
 * diffuse light seen by a camera along the normal.
 *
 * @param wavelengthsNm - 380 to 780 nm; the six bands by default.
 */
export function bareReflectance(
  skin: Skin,
  wavelengthsNm: readonly number[] = BANDS_NM,
): Float32Array {
  return Float32Array.from(wavelengthsNm, (wavelengthNm) => {
    const stack = layerStack(layerOptics(skin, wavelengthNm), skin.refractiveIndex);
    return respond(stack, 'normal').diffuse;
  });
}

/** What the surface itself mirrors at normal incidence; instruments with a sphere include it. */
export const SKIN_SPECULAR = ((SKIN_INDEX - 1) / (SKIN_INDEX + 1)) ** 2;
