import { BAND_WEIGHTS } from './band-weights.ts';
import { BAND_COUNT } from './bands.ts';
import type { Xyz } from './xyz.ts';

/**
 * XYZ (Y = 1 for white) of skin from its reflectance at the six bands.
 *
 * @param reflectance - At `BANDS_NM`, 0 to 1.
 */
export function bandsToXyz(reflectance: ArrayLike<number>): Xyz {
  let x = 0;
  let y = 0;
  let z = 0;
  for (let band = 0; band < BAND_COUNT; band++) {
    const weight = BAND_WEIGHTS[band]!;
    x += weight[0] * reflectance[band]!;
    y += weight[1] * reflectance[band]!;
    z += weight[2] * reflectance[band]!;
  }
  return [x, y, z];
}
