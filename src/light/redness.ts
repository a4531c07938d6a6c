import { bareReflectance } from './bare-skin.ts';
import type { Skin } from './layers.ts';
import { withRedness } from './skin-types.ts';

/**
 * Skin one puncture reddens, mm2. Assumed: out to 0.6 mm from it, so that skin between dots at
 * 100/cm2 is red as a whole, as freshly needled scalps are.
 */
export const REDDENED_MM2 = 1.2;

/** Redness is gone after 3 to 5 days (trade sources); assumed to die away with this time, days. */
const FADE_DAYS = 1.5;

/** Redness left at an age, 1 to 0; none before the needle. */
export function rednessAt(ageDays: number): number {
  return ageDays < 0 ? 0 : Math.exp(-ageDays / FADE_DAYS);
}

/**
 * -ln(R/R0) by band of skin that is fully flushed: more blood in the dermis, better oxygenated.
 *
 * @param calm - Of that skin, if it is at hand: what a `DotFootprint` says of it.
 */
export function flushedDark(skin: Skin, calm = bareReflectance(skin)): Float64Array {
  return Float64Array.from(bareReflectance(withRedness(skin, 1)), (red, band) =>
    Math.max(0, Math.log(calm[band]! / red)),
  );
}
