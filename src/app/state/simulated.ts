import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import { planHead } from '../../engine/head/plan-head.ts';
import { simulateNearest } from '../../engine/simulate-nearest.ts';
import type { Simulator } from '../../engine/simulator.ts';
import type { StageName } from '../../engine/stages.ts';
import { withControlNames } from '../../plan/field-names.ts';
import type { Plan } from '../../plan/schema.ts';
import { pageSolver } from '../head/page-solver.ts';
import { errorWords } from '../parts/toast.ts';
import { type Showable, type StandIn, scanHead } from '../scan/scan-heads.ts';

/** What came of bringing a simulator to a plan. */
export interface Shown {
  readonly plan: Plan;
  readonly ran: ReadonlySet<StageName>;
  /** In what it differs from the plan asked for, where it does. */
  readonly standIn: StandIn | undefined;
}

/** Brings a simulator as near to a plan as it gets. Rejects where that is a fault of the GPU. */
export async function simulateShowable(
  simulator: Simulator,
  { plan: wanted, standIn }: Showable,
): Promise<Shown> {
  const headOf = (plan: Plan) => planHead(plan, scanHead, (spec) => pageSolver.head(spec));
  const { plan, ran, cause, how } = await simulateNearest(simulator, wanted, headOf);
  if (how.length === 0) return { plan, ran, standIn };
  const isOwnHead = !standIn && JSON.stringify(plan.head) === JSON.stringify(wanted.head);
  return { plan, ran, standIn: { ...otherwise(cause, how, standIn), keepsHead: isOwnHead } };
}

/** Tells of a plan that is shown otherwise than it says, and of a stand-in head if there is one too. */
function otherwise(cause: unknown, how: readonly string[], head: StandIn | undefined): StandIn {
  const why = cause instanceof DotworkError ? causeAlone(cause) : errorWords(cause);
  return {
    title: head ? say('{head} {why}', { head: head.title, why }) : why,
    advice: say(
      'Shown {how}. The plan keeps its own: change it in Plan, undo it, or take what is shown.',
      { how: how.join(', ') },
    ),
    wantsFile: head?.wantsFile ?? false,
    isOtherwise: true,
  };
}

/** What went wrong, without the advice that follows. */
function causeAlone({ message, fix }: DotworkError): string {
  return withControlNames(fix ? message.slice(0, -fix.length).trim() : message);
}
