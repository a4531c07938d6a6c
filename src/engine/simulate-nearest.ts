import type { Head } from '../head/head.ts';
import type { Plan } from '../plan/schema.ts';
import { nearerPlan } from './nearest/nearer-plan.ts';
import type { Simulator } from './simulator.ts';
import type { StageName } from './stages.ts';

/** What a simulator was brought to. */
export interface Simulated {
  /** The plan asked for, or the nearest to it that could be simulated. */
  readonly plan: Plan;
  readonly ran: ReadonlySet<StageName>;
  /** Why it is not the one asked for. */
  readonly cause?: unknown;
  /** What of it is another, each to follow "Shown". */
  readonly how: readonly string[];
}

/** More steps than any plan needs; a guard against going on for ever. */
const MOST_STEPS = 64;

/**
 * Brings a simulator to a plan, or to the nearest to it that can be simulated.
 *
 * Rejects with what the plan itself failed of where no plan can be: then the GPU is at fault.
 *
 * @param headOf - The head of a plan; a rejection counts as none.
 */
export async function simulateNearest(
  simulator: Simulator,
  wanted: Plan,
  headOf: (plan: Plan) => Promise<Head>,
): Promise<Simulated> {
  const how: string[] = [];
  let plan = wanted;
  let first: { readonly cause: unknown } | undefined;
  for (let step = 0; ; step++) {
    try {
      const ran = await simulator.update(plan);
      return { plan, ran, how: lastOfEach(how), ...first };
    } catch (error) {
      first ??= { cause: error };
      const head = await headOf(plan).catch(() => undefined);
      const nearer = step < MOST_STEPS ? nearerPlan({ plan, error, head }) : undefined;
      if (!nearer) throw first.cause;
      how.push(nearer.how);
      plan = nearer.plan;
    }
  }
}

/** Of steps of one kind, which differ in their numbers, the last. */
function lastOfEach(how: readonly string[]): string[] {
  const kind = (text: string) => text.replace(/[\d.]+/g, '');
  return how.filter((text, i) => !how.slice(i + 1).some((later) => kind(later) === kind(text)));
}
