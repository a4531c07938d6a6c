import { D65, FIRST_NM, SAMPLE_COUNT, STEP_NM, X_BAR, Y_BAR, Z_BAR } from './observer-data.ts';

/** CIE XYZ, 2 degree observer, Y = 1 for a perfect white under D65. */
export type Xyz = readonly [x: number, y: number, z: number];

/** The wavelengths a full spectrum is sampled at, 380 to 780 nm every 5 nm. */
export const SPECTRUM_NM: readonly number[] = Array.from(
  { length: SAMPLE_COUNT },
  (_, i) => FIRST_NM + i * STEP_NM,
);

// One sum normalises all three, so that white has Y = 1 (CIE 015:2018, eq. 7.1).
const WHITE_SUM = D65.reduce((sum, power, i) => sum + power * Y_BAR[i]!, 0);

/**
 * XYZ of a surface under D65.
 *
 * @param reflectance - Reflectance factor at `SPECTRUM_NM`, 0 to 1.
 */
export function spectrumToXyz(reflectance: ArrayLike<number>): Xyz {
  let x = 0;
  let y = 0;
  let z = 0;
  for (let i = 0; i < SAMPLE_COUNT; i++) {
    const light = D65[i]! * reflectance[i]!;
    x += light * X_BAR[i]!;
    y += light * Y_BAR[i]!;
    z += light * Z_BAR[i]!;
  }
  return [x / WHITE_SUM, y / WHITE_SUM, z / WHITE_SUM];
}

/** XYZ of the D65 white, from the table itself: white is neutral to the last digit. */
export const WHITE_XYZ: Xyz = spectrumToXyz(new Float64Array(SAMPLE_COUNT).fill(1));
