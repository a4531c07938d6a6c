import type { DotFootprint } from '../../light/dot/footprint.ts';
import { REDDENED_MM2, rednessAt } from '../../light/redness.ts';
import type { Plan } from '../../plan/schema.ts';
import { sessionAges } from '../session-ages.ts';
import type { CoverPlan } from './cover.ts';

/**
 * What coverage needs of a plan: sessions done, how red each still is, how dots add up.
 *
 * @param footprint - Of the plan's skin.
 * @param flushedDark - Of the plan's skin, by band; see `skin/redness.ts`.
 */
export function coverPlan(
  plan: Plan,
  footprint: DotFootprint,
  flushedDark: ArrayLike<number>,
): CoverPlan {
  return {
    sessionsDone: plan.sessionsDone,
    reddenedMm2: sessionAges(plan).map((ageDays) => REDDENED_MM2 * rednessAt(ageDays)),
    flushedDark: Array.from(flushedDark),
    depositDepthMm: plan.technique.depositDepthMm,
    overlap: footprint.overlap,
  };
}
