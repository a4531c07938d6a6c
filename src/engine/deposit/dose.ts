import { LIQUID_PER_PERFORATION_NL, LIQUID_SPREAD, parseNeedle } from '../../ink/needles.ts';
import type { Work } from '../../plan/session-work.ts';

/** Share of the deposited ink that stays after wiping and bleeding. Assumed; 0.2 to 0.8. */
export const RETAINED_SHARE = 0.5;

/** Density of the ink, g/mL. Assumed: water with some pigment. */
const INK_G_PER_ML = 1.1;

/** Needle the published volume per perforation is taken to belong to, mm. Assumed. */
const REFERENCE_NEEDLE_MM = 0.25;

/** Radius of the column a single 0.25 mm needle leaves at 0.4 mm, its puncture closed, mm. Assumed:
 * three needles are said to leave a quarter millimetre when fresh, 0.10 to 0.15 mm once healed. */
const REFERENCE_RADIUS_MM = 0.055;

/** Pigment one dot gets from a needle, before dilution is counted. */
export interface Dose {
  /** Pigment of undiluted ink left in the skin by one dot, µg. */
  readonly massUg: number;
  /** Relative standard deviation from dot to dot. */
  readonly massSd: number;
  /** Of the column once its puncture has closed, mm. */
  readonly radiusMm: number;
}

/**
 * Dose of one dot: perforations times liquid each (scaled with the needle's section) times pigment
 * share, less what is wiped off.
 */
export function dose(
  code: string,
  { perforationsPerDot, stockShare }: Pick<Work, 'perforationsPerDot' | 'stockShare'>,
): Dose {
  const needle = parseNeedle(code);
  const perforations = perforationsPerDot * needle.count;
  const section = (needle.diameterMm / REFERENCE_NEEDLE_MM) ** 2;
  const inkNl = perforations * LIQUID_PER_PERFORATION_NL * section;
  return {
    // 1 nL of 1 g/mL is 1 µg.
    massUg: inkNl * INK_G_PER_ML * stockShare * RETAINED_SHARE,
    massSd: LIQUID_SPREAD / Math.sqrt(perforations),
    // Tips of a group stand close; a third root keeps three from reading as one large blot.
    radiusMm:
      REFERENCE_RADIUS_MM * (needle.diameterMm / REFERENCE_NEEDLE_MM) * Math.cbrt(needle.count),
  };
}

/** Pigment in a session's ink relative to undiluted: one part in `dilution + 1`. */
export function inkStrength(dilution: number): number {
  return 1 / (1 + dilution);
}
