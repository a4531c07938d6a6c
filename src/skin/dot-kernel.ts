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

/** Depths the kernel is tabulated at: 47, from 0.02 to 2 mm; transport is run at every other. */
export const KERNEL_DEPTHS_MM: readonly number[] = Array.from(
  { length: 47 },
  (_, i) => 0.02 * 100 ** (i / 46),
);

/**
 * The dot response of a skin.
 *
 * The lateral integral is exact transport through this skin's layers. The lateral shape is that of
 * skin II at another wavelength: picked half by how fast light dies away with depth here (blood
 * moves that, melanin hardly), half by the wavelength itself. Assumed until tables are baked.
 */
export function dotKernel(skin: Skin): DotKernel {
  const depths = KERNEL_DEPTHS_MM;
  const gaussians = SIGMAS_MM.length;
  const amplitudes = new Float32Array(depths.length * BAND_COUNT * gaussians);
  const bareReflectance = new Float32Array(BAND_COUNT);
  const shapes = shapesAt(skin.scatteringScale);

  BANDS_NM.forEach((wavelengthNm, band) => {
    const { reflectance, sheet, fall } = integrals(skin, wavelengthNm);
    bareReflectance[band] = reflectance;
    // The halo follows absorption, the core follows scattering, which goes with wavelength alone.
    const place = (placeIn(SHAPE_FALL, fall) + placeIn(SHAPE_NM, wavelengthNm)) / 2;
    const low = Math.min(SHAPE_NM.length - 2, Math.floor(place));
    const share = place - low;
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

// The lateral integral at every depth, and how fast it falls.
function integrals(skin: Skin, wavelengthNm: number) {
  const solved = KERNEL_DEPTHS_MM.filter((_, i) => i % 2 === 0);
  const fallDepths = FALL_DEPTHS_MM.map((depthMm) => depthMm / skin.scatteringScale);
  const { reflectance, sheet } = sheetSensitivity(skin, wavelengthNm, [...solved, ...fallDepths]);
  const [shallow, deep] = [sheet[solved.length]!, sheet[solved.length + 1]!];
  const all = KERNEL_DEPTHS_MM.map((_, i) =>
    // Light dies away exponentially, so in between is the geometric mean.
    i % 2 === 0 ? sheet[i / 2]! : Math.sqrt(sheet[(i - 1) / 2]! * sheet[(i + 1) / 2]!),
  );
  return { reflectance, sheet: all, fall: Math.log(deep / shallow) };
}

const shapeCache = new Map<number, Float64Array[][]>();

// By wavelength of the table, then depth. Nearly every skin has the same scattering.
function shapesAt(scatteringScale: number): Float64Array[][] {
  const known = shapeCache.get(scatteringScale);
  if (known) return known;
  const shapes = SHAPE_NM.map((wavelengthNm) =>
    KERNEL_DEPTHS_MM.map((depthMm) => kernelShape(wavelengthNm, depthMm, scatteringScale)),
  );
  if (shapeCache.size > 16) shapeCache.clear();
  shapeCache.set(scatteringScale, shapes);
  return shapes;
}

// Where a value stands in a rising list, as a fractional index; held at both ends.
function placeIn(list: readonly number[], value: number): number {
  let low = 0;
  while (low < list.length - 2 && value > list[low + 1]!) low++;
  const share = (value - list[low]!) / (list[low + 1]! - list[low]!);
  return low + Math.min(1, Math.max(0, share));
}
