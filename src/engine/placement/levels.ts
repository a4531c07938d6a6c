import { struct, type Values } from '../../gpu/layout.ts';
import type { Facets } from './facets.ts';
import { SATURATED_DOTS } from './radii.ts';

/** One rung: dots of it keep their radius from each other and from all earlier dots. */
export const Level = struct('Level', {
  radiusUm: 'u32', // smallest distance within the level
  ceilingUm: 'u32', // radius of the level before; no dot of this level ranks as high
  bucketMask: 'u32', // buckets - 1 of either hash grid
  ripeAt: 'u32', // turn by which no cell is too large to be looked at
});

/** How long the lists of a fill are, and how many buckets its grids have. */
export interface Capacities {
  readonly dot: number;
  readonly dart: number;
  /** Of each half of the list of cells. */
  readonly cell: number;
  readonly buckets: number;
}

/** @param headroom - Multiple of what is expected; buckets are enough whatever comes. */
export function capacities(facets: Facets, finestUm: number, headroom: number): Capacities {
  const expected = expectedDots(facets, finestUm);
  return {
    dot: Math.ceil(1.1 * expected * headroom),
    dart: Math.ceil(2.2 * expected * headroom),
    cell: Math.ceil((4 * expected + 4 * facets.count) * headroom),
    buckets: bucketsFor(expected),
  };
}

/** Dots of a saturated set of that radius, and some to spare for small heads. */
export function expectedDots(facets: Facets, radiusUm: number): number {
  return Math.ceil((SATURATED_DOTS * facets.areaUm2) / radiusUm ** 2) + 1000;
}

/** Two buckets a dot: eight nodes a dot share fewer cells than dots. */
export function bucketsFor(dots: number): number {
  return 2 ** Math.ceil(Math.log2(2 * dots));
}

/** The levels of a ladder. */
export function levelRows(rungs: readonly number[], facets: Facets): Values<typeof Level.fields>[] {
  return rungs.map((radiusUm, i) => ({
    radiusUm,
    // On the first level all dots rank the same: there is none to be nearer to.
    ceilingUm: i === 0 ? radiusUm + 1 : rungs[i - 1]!,
    bucketMask: bucketsFor(expectedDots(facets, radiusUm)) - 1,
    ripeAt: ripeAt(radiusUm, facets.longestEdgeUm),
  }));
}

/** Halvings after which no cell is wider than four radii: larger ones are only divided. */
function ripeAt(radiusUm: number, longestEdgeUm: number): number {
  let turn = 0;
  while (longestEdgeUm >> turn > 4 * radiusUm) turn++;
  return turn;
}

/**
 * Turns until every open cell has shrunk to the lattice: halvings, and on the first level three
 * turns of waiting. Constants as in `visit-cells`.
 */
export function turnsFor(level: number, longestEdgeUm: number): number {
  let deepest = 0;
  while (deepest < 14 && longestEdgeUm >> deepest >= 8) deepest++;
  return (level === 0 ? 3 : 0) + deepest + 1;
}
