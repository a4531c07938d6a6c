import type { DotFootprint } from '../../light/dot/footprint.ts';
import { REDDENED_MM2, rednessAt } from '../../light/redness.ts';
import type { Plan } from '../../plan/schema.ts';
import { lotAges, meanDepositDepthMm, shownKinds } from '../lots.ts';
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
    shown: shownKinds(plan),
    reddenedMm2: lotAges(plan).map((ageDays) => REDDENED_MM2 * rednessAt(ageDays)),
    flushedDark: Array.from(flushedDark),
    depositDepthMm: meanDepositDepthMm(plan),
    overlap: footprint.overlap,
  };
}
