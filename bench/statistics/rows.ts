import { patchAt } from './patch.ts';
import type { PointGrid } from './point-grid.ts';

/** What a row lint found. */
export interface Rows {
  /** Rows of five per dot looked from. */
  readonly perDot: number;
  /** Rows of five per dot over those of a Poisson process of the same density. */
  readonly overChance: number;
  /** Dots of the longest row; 4 where there is none of five. */
  readonly longest: number;
  /** Whether no eye would see ruled lines. */
  readonly clean: boolean;
}

/** A row is this many dots at even steps on a straight line ... */
const ROW_DOTS = 5;
/** ... each within this many spacings of its place in the row. */
export const ROW_TOLERANCE = 0.15;
/** Steps a row may have, in spacings: those between neighbours. */
const STEPS = [0.75, 1.3] as const;
/** Longer rows than this are not told apart. */
const MOST_DOTS = 12;
/**
 * Above this the set is ruled. Measured: random 0.016, saturated random 0.046, a hexagonal lattice
 * moved by up to 0.3 spacings 0.025, by up to 0.2 spacings 0.17, not moved 3.
 */
const MOST_ROWS_PER_DOT = 0.1;
/** Each further dot makes a row about eight times rarer; eleven are not chance among 100,000. */
const ROW_TOO_LONG = 11;

/**
 * Rows of five among dots: runs that an eye takes for a ruled line. A lattice has three a dot.
 *
 * Random dots have rows by chance, so the measure is their number over that of a Poisson process,
 * for which it is known: the ends lie in a ring, and each of the three places between holds a dot.
 *
 * @param from - Dots to look from, at least 5.2 spacings inside the border.
 * @param spacingUm - Spacing of the hexagonal lattice of the same density.
 */
export function rowsOf(grid: PointGrid, from: Iterable<number>, spacingUm: number): Rows {
  let rows = 0;
  let looked = 0;
  let longest = ROW_DOTS - 1;
  const at = grid.places;
  for (const i of from) {
    looked++;
    const centre = [at[3 * i]!, at[3 * i + 1]!, at[3 * i + 2]!] as const;
    const found = rowsFrom(grid, centre, ROW_DOTS, spacingUm);
    rows += found;
    if (found === 0) continue;
    longest = Math.max(longest, ROW_DOTS);
    while (longest < MOST_DOTS && rowsFrom(grid, centre, longest + 1, spacingUm) > 0) longest++;
  }
  // Every row is met from both of its ends.
  const perDot = rows / 2 / looked;
  const clean = perDot < MOST_ROWS_PER_DOT && longest < ROW_TOO_LONG;
  return { perDot, overChance: perDot / chanceRowsPerDot(), longest, clean };
}

/** Rows of five per dot of a Poisson process: closed form. */
export function chanceRowsPerDot(): number {
  const dotsPerSpacingSq = 2 / Math.sqrt(3);
  const places = ROW_DOTS - 1;
  const ring = Math.PI * ((places * STEPS[1]) ** 2 - (places * STEPS[0]) ** 2);
  const held = -Math.expm1(-dotsPerSpacingSq * Math.PI * ROW_TOLERANCE ** 2);
  return 0.5 * dotsPerSpacingSq * ring * held ** (places - 1);
}

/** Rows of `dots` dots that begin at a dot. */
function rowsFrom(
  grid: PointGrid,
  centre: readonly [number, number, number],
  dots: number,
  spacingUm: number,
): number {
  const places = dots - 1;
  const { u, v } = patchAt(grid, centre, places * STEPS[1] * spacingUm);
  const least = (places * STEPS[0] * spacingUm) ** 2;
  const toleranceSq = (ROW_TOLERANCE * spacingUm) ** 2;
  const holds = (pu: number, pv: number) =>
    u.some((x, k) => (x - pu) ** 2 + (v[k]! - pv) ** 2 <= toleranceSq);
  return u.filter((endU, k) => {
    const endV = v[k]!;
    if (endU * endU + endV * endV < least) return false;
    for (let p = 1; p < places; p++) {
      if (!holds((endU * p) / places, (endV * p) / places)) return false;
    }
    return true;
  }).length;
}
