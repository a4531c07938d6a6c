import { latticeSpacingMm } from '../../src/base/spacing.ts';
import type { PointGrid } from './point-grid.ts';

/** Distance of the dots of a hexagonal lattice of so many dots on so much skin: none lie wider. */
export function hexSpacingUm(count: number, areaUm2: number): number {
  return 1000 * latticeSpacingMm((1e8 * count) / areaUm2);
}

/**
 * Smallest distance over that of a hexagonal lattice: 1 for the lattice, 0.776 for a saturated
 * random set. Lagae & Dutre 2008, "A Comparison of Methods for Generating Poisson Disk
 * Distributions", CGF 27(1).
 */
export function relativeRadius(closestUm: number, count: number, areaUm2: number): number {
  return closestUm / hexSpacingUm(count, areaUm2);
}

/** How dots keep a radius that may differ from dot to dot. */
export interface LeastSpacing {
  /** Pairs nearer than the smaller radius of the two; whole micrometres are compared exactly. */
  readonly tooClose: number;
  /** Least distance over the smaller radius of the two, among pairs within 1.5 radii. */
  readonly ratio: number;
}

/** Compares every pair of neighbours with the smaller of their squared radii, µm². */
export function leastSpacing(grid: PointGrid, radiusSqOf: (index: number) => number): LeastSpacing {
  const at = grid.places;
  let tooClose = 0;
  let ratioSq = 2.25;
  for (let i = 0; i < grid.count; i++) {
    const own = radiusSqOf(i);
    const [x, y, z] = [at[3 * i]!, at[3 * i + 1]!, at[3 * i + 2]!];
    grid.visit(x, y, z, 1.5 * Math.sqrt(own), (j, distanceSq) => {
      if (j === i) return;
      const radiusSq = Math.min(own, radiusSqOf(j));
      ratioSq = Math.min(ratioSq, distanceSq / radiusSq);
      // A pair of unlike radii is seen from the larger always, from the smaller perhaps.
      const first = own > radiusSqOf(j) || (own === radiusSqOf(j) && i < j);
      if (first && distanceSq < radiusSq) tooClose++;
    });
  }
  return { tooClose, ratio: Math.sqrt(ratioSq) };
}
