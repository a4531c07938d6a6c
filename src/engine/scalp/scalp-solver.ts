import type { Head } from '../../head/head.ts';
import { type HeadSpec, makeHead } from '../../head/parametric-head.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ScalpFields, ScalpWork } from '../../scalp/fields.ts';
import { planScalp } from '../plan-scalp.ts';
import { type ScalpReport, scalpReport } from './scalp-report.ts';

/**
 * Works out heads and the fields on them. The same plan and head give the same bits wherever that
 * is done: in place, as in Node, or in a worker, as a page does it to stay free.
 */
export interface ScalpSolver {
  /** A head that measures what is asked. Rejects with a `mesh` error where there is none. */
  head(spec: HeadSpec): Promise<Head>;
  /** All fields of a plan on a head. Rejects with a `plan` error for numbers no line fits. */
  fields(head: Head, plan: Plan): Promise<ScalpFields>;
  /** What a planimeter and a tape read on them. */
  report(head: Head, plan: Plan): Promise<ScalpReport>;
}

/** Solves where it is called; takes over from the last plan what did not change. */
export function scalpSolver(): ScalpSolver {
  let last: ScalpWork | undefined;
  const work = (head: Head, plan: Plan): ScalpWork => {
    last = planScalp(plan, head, last);
    return last;
  };
  return {
    head: makeHead,
    fields: async (head, plan) => work(head, plan).fields,
    report: async (head, plan) => scalpReport(work(head, plan), plan),
  };
}
