import { innerField, layerStack, reflectionAbove, respond } from './adding-doubling.ts';
import { layerOptics, type Skin } from './layers.ts';

/** What one wavelength sees of a skin: its reflectance, and how much a thin absorber takes away. */
export interface SheetSensitivity {
  /** Diffuse reflectance, specular excluded. */
  readonly reflectance: number;
  /** -d(ln R) / d(mu_a dz) of an endlessly thin sheet at each depth; no unit. */
  readonly sheet: Float64Array;
  /** Share of R that an opaque sheet takes away, at each of `coverDepthsMm`. */
  readonly cover: Float64Array;
}

/**
 * Sensitivity of the diffuse reflectance to absorption at each depth.
 *
 * First-order perturbation with the exact fields: the field of the beam times the field of the
 * detector, direction by direction. The detector's field is that of diffuse light, by reciprocity.
 *
 * @param depthsMm - Below the surface, mm.
 * @param coverDepthsMm - Where opaque sheets are asked for, mm.
 */
export function sheetSensitivity(
  skin: Skin,
  wavelengthNm: number,
  depthsMm: readonly number[],
  coverDepthsMm: readonly number[] = [],
): SheetSensitivity {
  const stack = layerStack(layerOptics(skin, wavelengthNm), skin.refractiveIndex, {
    depthsMm: [...depthsMm, ...coverDepthsMm],
  });
  const reflectance = respond(stack, 'normal').diffuse;
  const beam = innerField(stack, 'normal');
  const camera = innerField(stack, 'diffuse');
  const { weights } = stack.rule;
  const sheet = new Float64Array(depthsMm.length);
  for (let z = 0; z < sheet.length; z++) {
    let lost = 0;
    for (let i = 0; i < weights.length; i++) {
      // Light going down is lost to a detector that would have seen it come up, and the reverse.
      lost +=
        weights[i]! *
        (beam.down[z]![i]! * camera.up[z]![i]! + beam.up[z]![i]! * camera.down[z]![i]!);
    }
    // Diffuse light of unit flux carries 2 n^2 per unit radiance; the detector counts flux.
    sheet[z] = lost / (2 * skin.refractiveIndex ** 2 * reflectance);
  }
  const cover = Float64Array.from(
    coverDepthsMm,
    (_, i) => 1 - reflectionAbove(stack, depthsMm.length + i) / reflectance,
  );
  return { reflectance, sheet, cover };
}
