import type { HairlineMeasures } from '../../scalp/hairline/hairline-rules.ts';
import type { Plan } from '../schema.ts';
import { densityRemarks } from './density-remarks.ts';
import { depthRemarks } from './depth-remarks.ts';
import { hairlineRemarks } from './hairline-remarks.ts';
import { manualRemarks } from './hand-remarks.ts';
import { needleRemarks } from './needle-remarks.ts';
import { headRemarks, lossRemarks, noGoRemarks } from './person-remarks.ts';
import type { Remark } from './remark.ts';
import { darkSkinRemarks, sessionRemarks } from './session-remarks.ts';

/**
 * What a teacher would say about a plan before anything is simulated, worst first. Limits are those
 * of `docs/plan.md`; they are average values and no advice on a person's skin.
 *
 * @param measured - The hairline as it lies on the head; with it remarks tell live measures.
 */
export function planRemarks(plan: Plan, measured?: HairlineMeasures): Remark[] {
  return worstFirst([
    ...headRemarks(plan),
    ...depthRemarks(plan),
    ...densityRemarks(plan),
    ...hairlineRemarks(plan, measured),
    ...sessionRemarks(plan),
    ...needleRemarks(plan),
    ...darkSkinRemarks(plan),
    ...lossRemarks(plan),
    ...manualRemarks(plan),
    ...noGoRemarks(plan),
  ]);
}

/** Remarks in order of severity. */
export function worstFirst<T extends Remark>(remarks: readonly T[]): T[] {
  const order = ['risk', 'warn', 'note'];
  return remarks.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
