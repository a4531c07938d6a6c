import { BANDS_NM } from '../color/bands.ts';
import { bloodPerMm } from './chromophores.ts';

/*
 * The crust on a fresh dot: serum with a little blood and the ink that wept out, dried. It lies on the
 * skin, wider than the dot, and light passes it twice. Clinics tell when it comes and goes; what it is
 * made of, in which amounts, nobody measured.
 */

/** Days after the needle on which a crust has formed. Assumed within "day 1 to 5". */
export const CRUST_FORMS_DAYS = [0.5, 1] as const;

/** First and last day on which crusts fall off (trade: 4 to 10). */
export const CRUST_FALLS_DAYS = [4, 10] as const;

/** Width of a crust relative to the dot below it. Trade says wider, without a figure; assumed. */
export const CRUST_WIDTH = 1.5;

/** Whole blood a crust is worth, mm: a tenth of a film of 0.03 mm, as nothing should bleed. Assumed. */
const BLOOD_MM = 0.003;
/** Share of light that ink and dried serum take at each passage, all bands. Assumed. */
const DULL = 0.12;
/** Dried blood has lost its oxygen. */
const OXYGEN = 0.2;

/** 1 - R/R0 under a whole crust, by band. */
export function crustDark(): number[] {
  return BANDS_NM.map(
    (nm) => 1 - ((1 - DULL) * Math.exp(-bloodPerMm(nm, OXYGEN, 0) * BLOOD_MM)) ** 2,
  );
}

/** Day on which the crust of a dot falls off. Both words 0 to 1: that of its patch counts for more. */
export function crustFallsOnDay(patch: number, dot: number): number {
  const [from, to] = CRUST_FALLS_DAYS;
  return from + (to - from) * (0.65 * patch + 0.35 * dot);
}

/** Share of a crust that is on a dot: it comes within half a day and breaks up within one. */
export function crustShare(ageDays: number, fallsOnDay: number): number {
  const ramp = (from: number, to: number) => {
    const t = Math.min(1, Math.max(0, (ageDays - from) / (to - from)));
    return t * t * (3 - 2 * t);
  };
  return ramp(...CRUST_FORMS_DAYS) * (1 - ramp(fallsOnDay - 1, fallsOnDay));
}
