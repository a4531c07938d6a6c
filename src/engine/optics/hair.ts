import { BAND_COUNT } from '../../base/bands.ts';
import type { Plan } from '../../plan/schema.ts';

/**
 * Reflectance of a cut hair seen end-on at the six bands. Assumed: read off the usual colour names,
 * no measurement of stubble was found.
 */
const HAIR_REFLECTANCE: Readonly<Record<Plan['hair']['colour'], readonly number[]>> = {
  black: [0.025, 0.025, 0.025, 0.026, 0.028, 0.03],
  brown: [0.03, 0.032, 0.04, 0.05, 0.065, 0.08],
  blond: [0.12, 0.15, 0.21, 0.26, 0.32, 0.36],
  red: [0.04, 0.05, 0.075, 0.11, 0.19, 0.24],
  grey: [0.3, 0.32, 0.34, 0.35, 0.36, 0.37],
};

/** Hairs of a follicular unit, and the share of its shadow that shows. Assumed. */
const HAIRS_PER_UNIT = 2.2;

/** Radius of the dark spot a shaved follicular unit makes, mm: hairs side by side, a little lean. */
export function follicleRadiusMm({ shaftUm, stubbleMm }: Plan['hair']): number {
  const lean = 1 + 0.25 * Math.min(stubbleMm, 2);
  return (shaftUm / 2000) * Math.sqrt(HAIRS_PER_UNIT) * lean;
}

/** 1 - R/R0 over the middle of a follicle by band: how much darker than the skin the hair is. */
export function follicleDarkness(
  { colour, stubbleMm }: Plan['hair'],
  bareReflectance: ArrayLike<number>,
): number[] {
  // Freshly shaved hair ends below the surface and shows through; a third of a millimetre hides it.
  const shows = 0.55 + 0.4 * Math.min(1, stubbleMm / 0.35);
  return Array.from({ length: BAND_COUNT }, (_, band) =>
    Math.max(0, shows * (1 - HAIR_REFLECTANCE[colour][band]! / bareReflectance[band]!)),
  );
}
