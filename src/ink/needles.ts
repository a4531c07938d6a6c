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
export type NeedleType = 'RL' | 'RS' | 'M' | 'F';

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

/** Codes common in scalp work; any code `parseNeedle` reads is fine. */
export const COMMON_NEEDLES: readonly string[] = ['0601RL', '0603RL', '0801RL', '0803RL', '1001RL'];

/**
 * Liquid a single perforation leaves, nL; one standard deviation is half of it.
 *
 * Arbache 2019, Int. J. Dermatol. 58:750: 1175 +- 601 ug/cm2 over 570 perforations/cm2 at 300 um, of
 * a liquid of 1.27 g/mL.
 */
export const LIQUID_PER_PERFORATION_NL = 1.62;

/** Relative standard deviation of that volume. */
export const LIQUID_SPREAD = 0.51;

/**
 * Reads a needle code: diameter, count, arrangement and, optionally, taper, e.g. `0603RL`,
 * `1001RL-LT`. Throws a `plan` error for anything else.
 */
export function parseNeedle(code: string): Needle {
  const match = /^(\d{2})(\d{2})(RL|RS|M|F)(?:-?(ST|MT|LT|XLT))?$/.exec(code.trim().toUpperCase());
  const diameterMm = match && DIAMETERS_MM[match[1]!];
  const count = Number(match?.[2]);
  if (!match || diameterMm === undefined || diameterMm === null || count < 1) {
    throw new DotworkError(
      'plan',
      `"${code}" is not a needle code this project knows.`,
      `Write diameter, count and type, e.g. 0603RL; diameters are ${Object.keys(DIAMETERS_MM)
        .sort()
        .join(', ')}.`,
    );
  }
  return {
    code: match[0],
    diameterMm,
    count,
    type: match[3] as NeedleType,
    taper: TAPERS.find((taper) => taper.suffix === match[4])?.name ?? 'long',
  };
}

// Sellers' convention, two digits to diameter; some sell #6 as 0.18 mm.
const DIAMETERS_MM: Readonly<Record<string, number>> = {
  '06': 0.2,
  '08': 0.25,
  '10': 0.3,
  '12': 0.35,
};
