import { bandsToXyz } from '../../color/band-xyz.ts';
import { BAND_COUNT } from '../../color/bands.ts';
import { ciede2000 } from '../../color/ciede2000.ts';
import { type Lab, xyzToLab } from '../../color/lab.ts';
import { meanRatio } from '../../light/dot/mean.ts';
import { fall } from '../../light/local-tone.ts';
import type { MapBuffers } from '../scene-buffers.ts';

/** What a follicle of the plan's hair takes from the light, by band, mm². */
export interface Follicle {
  readonly near: ArrayLike<number>;
  readonly far: ArrayLike<number>;
}

/** What dots and hair at a place take, as `VertexLook` has it, by band. */
export interface PlaceLook {
  readonly near: readonly number[];
  readonly far: readonly number[];
  readonly overlap: readonly number[];
  readonly melaninLog: number;
  readonly bloodLog: number;
}

/**
 * How a patch of skin differs from one with the plan's hair at its full density, shaved, in the same
 * skin: CIEDE2000, and its part of lightness alone, above zero where the patch is darker. The whole has
 * no sign: dots of the right lightness still differ in hue.
 *
 * @param unitsPerCm2 - Density of that hair.
 */
export function hairDifference(
  { bareReflectance, tone, overlap }: MapBuffers['light'],
  follicle: Follicle,
  unitsPerCm2: number,
): (look: PlaceLook) => { readonly difference: number; readonly darkness: number } {
  const perMm2 = unitsPerCm2 / 100;
  // Shafts reach below the last row, which holds from there on.
  const lastRow = overlap.length - BAND_COUNT;
  const ofHair = Array.from({ length: BAND_COUNT }, (_, band) =>
    meanRatio(
      perMm2 * follicle.near[band]!,
      perMm2 * follicle.far[band]!,
      overlap[lastRow + band]!,
    ),
  );
  return ({ near, far, overlap: shapes, melaninLog, bloodLog }) => {
    const lab = (ratio: (band: number) => number): Lab =>
      xyzToLab(
        bandsToXyz(
          ofHair.map((_, band) => {
            const [melanin, blood] = [tone.melanin[band]!, tone.blood[band]!];
            const local = Math.exp(-fall(melanin, melaninLog) - fall(blood, bloodLog));
            return bareReflectance[band]! * local * ratio(band);
          }),
        ),
      );
    const hair = lab((band) => ofHair[band]!);
    const patch = lab((band) => meanRatio(near[band]!, far[band]!, shapes[band]!));
    const [l, otherL] = [hair[0], patch[0]];
    // Of two greys only lightness differs, and by as much.
    const darkness = ciede2000([l, 0, 0], [otherL, 0, 0]);
    return {
      difference: ciede2000(hair, patch),
      darkness: otherL > l ? -darkness : darkness,
    };
  };
}
