import { DotworkError } from '../base/errors.ts';

/** A needle cartridge, as its code says. */
export interface Needle {
  readonly code: string;
  /** Of one needle's shaft. */
  readonly diameterMm: number;
  /** Needles soldered together. */
  readonly count: number;
  readonly type: NeedleType;
  readonly taper: TaperName;
}

/** Arrangement of the needles: round liner, round shader, magnum, flat. */
export const NEEDLE_TYPES = ['RL', 'RS', 'M', 'F'] as const;
export type NeedleType = (typeof NEEDLE_TYPES)[number];

/** How long the point is; longer releases less ink. */
export type TaperName = 'short' | 'medium' | 'long' | 'extra-long';

/** Length of each taper, mm, and the suffix sellers write. */
export const TAPERS: readonly {
  readonly name: TaperName;
  readonly suffix: string;
  readonly minMm: number;
  readonly maxMm: number;
}[] = [
  { name: 'short', suffix: 'ST', minMm: 1.5, maxMm: 3 },
  { name: 'medium', suffix: 'MT', minMm: 3, maxMm: 5 },
  { name: 'long', suffix: 'LT', minMm: 5, maxMm: 6 },
  { name: 'extra-long', suffix: 'XLT', minMm: 6, maxMm: 8 },
];

/**
 * Liquid a single perforation leaves, nL; one standard deviation is half of it.
 *
 * Arbache 2019, Int. J. Dermatol. 58:750: 1175 +- 601 ug/cm2 over 570 perforations/cm2 at 300 um, of
 * a liquid of 1.27 g/mL.
 */
export const LIQUID_PER_PERFORATION_NL = 1.62;

/** Relative standard deviation of that volume. */
export const LIQUID_SPREAD = 0.51;

// Sellers' convention, two digits to diameter; some sell #6 as 0.18 mm.
const DIAMETERS_MM = { '06': 0.2, '08': 0.25, '10': 0.3, '12': 0.35 } as const;

/** Diameters in order: as keys of an object those without a leading zero would come first. */
const DIAMETER_CODES = Object.keys(DIAMETERS_MM).sort();

/** What a needle code may be: diameter, count, arrangement and, optionally, taper. */
export const NEEDLE_CODE = new RegExp(
  `^(${DIAMETER_CODES.join('|')})(0[1-9]|1[0-5])(${NEEDLE_TYPES.join('|')})(-?(${TAPERS.map(
    ({ suffix }) => suffix,
  ).join('|')}))?$`,
);

/**
 * Reads a needle code: diameter, count, arrangement and, optionally, taper, e.g. `0603RL`,
 * `1001RL-LT`. Throws a `plan` error for anything else.
 */
export function parseNeedle(code: string): Needle {
  const match = NEEDLE_CODE.exec(code.trim().toUpperCase());
  if (!match) {
    throw new DotworkError(
      'plan',
      `"${code}" is not a needle code this project knows.`,
      `Write diameter, count and type, e.g. 0603RL; diameters are ${DIAMETER_CODES.join(', ')}.`,
    );
  }
  const [whole, diameter, count, type, , suffix] = match;
  return {
    code: whole,
    diameterMm: DIAMETERS_MM[diameter as keyof typeof DIAMETERS_MM],
    count: Number(count),
    type: NEEDLE_TYPES.find((one) => one === type)!,
    taper: TAPERS.find((taper) => taper.suffix === suffix)?.name ?? 'long',
  };
}
