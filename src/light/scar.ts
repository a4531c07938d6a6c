import { bareReflectance } from './bare-skin.ts';
import type { Skin } from './layers.ts';

/**
 * Share of melanin and of blood that an old pale scar has left. Assumed: that mature extraction
 * scars are pale and poor in vessels is agreed on; how much has no published spectrum.
 */
const SCAR_MELANIN_SHARE = 0.4;
const SCAR_BLOOD_SHARE = 0.5;

/**
 * How much more light an old scar gives back than the skin around it, by band: R/R0 - 1.
 *
 * @param around - Reflectance of that skin, if it is at hand: what a `DotFootprint` says of it.
 */
export function scarLift(skin: Skin, around = bareReflectance(skin)): Float64Array {
  const scarred = bareReflectance({
    ...skin,
    melanosomeFraction: SCAR_MELANIN_SHARE * skin.melanosomeFraction,
    bloodFraction: SCAR_BLOOD_SHARE * skin.bloodFraction,
  });
  return Float64Array.from(scarred, (reflectance, band) => reflectance / around[band]! - 1);
}
