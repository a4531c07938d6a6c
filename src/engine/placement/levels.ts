import type { Facets } from './facets.ts';
import { SATURATED_DOTS } from './radii.ts';

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

/** `Level` structs of a ladder, as many as there is room for. */
export function levelTable(
  rungs: readonly number[],
  facets: Facets,
  room = rungs.length,
): Uint32Array {
  const table = new Uint32Array(4 * room);
  rungs.forEach((radius, i) => {
    // On the first level all dots rank the same: there is none to be nearer to.
    const ceiling = i === 0 ? radius + 1 : rungs[i - 1]!;
    const mask = bucketsFor(expectedDots(facets, radius)) - 1;
    table.set([radius, ceiling, mask, ripeAt(radius, facets.longestEdgeUm)], 4 * i);
  });
  return table;
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
