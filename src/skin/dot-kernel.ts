import { BAND_COUNT, BANDS_NM } from '../base/bands.ts';
import { FALL_DEPTHS_MM, kernelShape, SHAPE_FALL, SHAPE_NM, SIGMAS_MM } from './kernel-shape.ts';
import type { Skin } from './layers.ts';
import { sheetSensitivity } from './sheet-sensitivity.ts';

/**
 * What a speck of absorber does to the skin's reflectance, by depth, band and lateral distance.
 *
 * K(r, z) = -d(ln R) / d(mu_a dV), a sum of Gaussians in r. Whoever makes it (this file, a Monte
 * Carlo bake), this is what the shaders read.
 */
export interface DotKernel {
  readonly bandsNm: readonly number[];
  /** Rising, equal steps in ln(depth). Between them, amplitudes go straight in ln(depth). */
  readonly depthsMm: Float32Array;
  readonly sigmasMm: Float32Array;
  /** `[depth][band][gaussian]`, 1/mm2, value at r = 0. */
  readonly amplitudes: Float32Array;
  /** Diffuse reflectance without pigment, by band. */
  readonly bareReflectance: Float32Array;
}

/** Depths the kernel is tabulated at: 24, from 0.02 to 2 mm. */
export const KERNEL_DEPTHS_MM: readonly number[] = Array.from(
  { length: 24 },
  (_, i) => 0.02 * 100 ** (i / 23),
);

/**
 * The dot response of a skin.
 *
 * The lateral integral is exact transport through this skin's layers. The lateral shape is that of
 * skin II, picked by how fast light dies away with depth here; melanin hardly moves that, blood and
 * wavelength do.
 */
export function dotKernel(skin: Skin): DotKernel {
  const depths = KERNEL_DEPTHS_MM;
  const gaussians = SIGMAS_MM.length;
  const amplitudes = new Float32Array(depths.length * BAND_COUNT * gaussians);
  const bareReflectance = new Float32Array(BAND_COUNT);
  const shapes = SHAPE_NM.map((wavelengthNm) =>
    depths.map((depthMm) => kernelShape(wavelengthNm, depthMm, skin.scatteringScale)),
  );

  BANDS_NM.forEach((wavelengthNm, band) => {
    const { reflectance, sheet } = sheetSensitivity(skin, wavelengthNm, [
      ...depths,
      ...FALL_DEPTHS_MM.map((depthMm) => depthMm / skin.scatteringScale),
    ]);
    bareReflectance[band] = reflectance;
    const fall = Math.log(sheet[depths.length + 1]! / sheet[depths.length]!);
    const [low, share] = between(SHAPE_FALL, fall);
    for (let z = 0; z < depths.length; z++) {
      for (let g = 0; g < gaussians; g++) {
        const from = shapes[low]![z]![g]!;
        const shape = from + share * (shapes[low + 1]![z]![g]! - from);
        amplitudes[(z * BAND_COUNT + band) * gaussians + g] =
          (sheet[z]! * shape) / (2 * Math.PI * SIGMAS_MM[g]! ** 2);
      }
    }
  });

  return {
    bandsNm: BANDS_NM,
    depthsMm: Float32Array.from(depths),
    sigmasMm: Float32Array.from(SIGMAS_MM),
    amplitudes,
    bareReflectance,
  };
}

// Interval of a rising list and the place in it; held at both ends.
function between(list: readonly number[], value: number): [low: number, share: number] {
  let low = 0;
  while (low < list.length - 2 && value > list[low + 1]!) low++;
  const share = (value - list[low]!) / (list[low + 1]! - list[low]!);
  return [low, Math.min(1, Math.max(0, share))];
}
