import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { restorePlan } from '../../plan/reading/restore.ts';
import type { Plan } from '../../plan/schema.ts';
import { continueDocument, lastDocument, startDocument } from './open-document.ts';
import { snapshots } from './snapshots.ts';

/** The plan a page opens with. */
export interface Start {
  readonly plan: Plan;
  /** What had to be repaired in the plan kept last. */
  readonly changes: readonly string[];
  /** Why what was kept here could not be read; undefined where it could. */
  readonly failure: unknown;
  /** Whether the page was here before and goes on with its own plan, whatever its address names. */
  readonly isAgain?: boolean;
}

/**
 * The plan named by the address, or else the one this tab had open, or else the one kept last, or
 * else the default. A page that is loaded again goes on with its own, whatever its address names.
 */
export async function findStart(named: Plan | undefined): Promise<Start> {
  let failure: unknown;
  try {
    const { own, latest } = await snapshots.newest(lastDocument());
    const found = isAgain() && own ? own : named ? undefined : (own ?? latest);
    if (found) {
      await continueDocument(found.document);
      return { ...restorePlan(found.plan), failure, isAgain: isAgain() };
    }
  } catch (error) {
    failure = error;
  }
  startDocument();
  return { plan: named ?? DEFAULT_PLAN, changes: [], failure };
}

/** Whether this is the page that was here before: loaded again, or brought back by the browser. */
function isAgain(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry !== undefined && entry.type !== 'navigate';
}
