import type { Places, PointGrid } from './point-grid.ts';

/** How well dots cover the skin at a radius. */
export interface Coverage {
  /** Share of probes farther than the radius from every dot. */
  readonly uncoveredShare: number;
  /** Farthest any probe is from its nearest dot, µm. */
  readonly coverRadiusUm: number;
}

/** Coverage at random places of the skin; `slackUm` allows for dots on whole micrometres. */
export function coverageOf(
  grid: PointGrid,
  probes: Places,
  radiusUm: number,
  slackUm = 0,
): Coverage {
  let uncovered = 0;
  let coverRadiusUm = 0;
  for (let i = 0; i < probes.length; i += 3) {
    const { distanceSq } = grid.nearest(probes[i]!, probes[i + 1]!, probes[i + 2]!);
    const distanceUm = Math.sqrt(distanceSq);
    if (distanceUm > radiusUm + slackUm) uncovered++;
    coverRadiusUm = Math.max(coverRadiusUm, distanceUm);
  }
  return { uncoveredShare: uncovered / (probes.length / 3), coverRadiusUm };
}
