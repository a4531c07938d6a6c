import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { restorePlan } from '../../plan/reading/restore.ts';
import type { Plan } from '../../plan/schema.ts';
import { openSnapshots, type Snapshots } from './snapshots.ts';

/** The plan a page opens with and where it keeps its changes. */
export interface Start {
  readonly plan: Plan;
  /** What had to be repaired in the plan kept last. */
  readonly changes: readonly string[];
  /** Undefined where this browser keeps nothing; `failure` says why. */
  readonly snapshots: Snapshots | undefined;
  readonly failure: unknown;
}

/** The plan named by the address, or else the one kept last, or else the default. */
export async function findStart(named: Plan | undefined): Promise<Start> {
  let snapshots: Snapshots | undefined;
  let failure: unknown;
  let kept: unknown;
  try {
    snapshots = await openSnapshots();
    kept = (await snapshots.newest())?.plan;
  } catch (error) {
    failure = error;
  }
  if (named) return { plan: named, changes: [], snapshots, failure };
  if (kept === undefined) return { plan: DEFAULT_PLAN, changes: [], snapshots, failure };
  return { ...restorePlan(kept), snapshots, failure };
}
