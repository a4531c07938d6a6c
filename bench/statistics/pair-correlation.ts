import type { PointGrid } from './point-grid.ts';

/**
 * Pair correlation: dots found at a distance over those a Poisson process would have, in `bins`
 * bins from 0 to `reachUm`. Straight distances: a ring of a plane and one of a sphere then have the
 * same area, 2 pi r dr.
 *
 * @param from - Dots to look from, each at least `reachUm` inside the border.
 */
export function pairCorrelation(
  grid: PointGrid,
  from: Iterable<number>,
  dotsPerUm2: number,
  reachUm: number,
  bins: number,
): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  const at = grid.places;
  let looked = 0;
  for (const i of from) {
    looked++;
    grid.visit(at[3 * i]!, at[3 * i + 1]!, at[3 * i + 2]!, reachUm, (j, distanceSq) => {
      const bin = Math.floor((bins * Math.sqrt(distanceSq)) / reachUm);
      if (j !== i && bin < bins) counts[bin]!++;
    });
  }
  const width = reachUm / bins;
  return counts.map((count, bin) => {
    const ringUm2 = Math.PI * width * width * (2 * bin + 1);
    return count / (looked * dotsPerUm2 * ringUm2);
  });
}
