import { scalpSolver } from '../../engine/scalp/scalp-solver.ts';
import type { Head } from '../../head/head.ts';
import type { HeadSpec } from '../../head/parametric-head.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ScalpFields } from '../../scalp/fields.ts';

/** A plan, and the head it is about where that is not the one the worker had last. */
interface OnHead {
  readonly plan: Plan;
  readonly head?: Head;
}

/** What the worker behind {@link WorkerSolver} can do. */
export type ScalpSkills = ReturnType<typeof scalpSkills>;

/** Solves with a memory: a head is taken over once, of the fields only what differs is answered. */
export function scalpSkills() {
  const solver = scalpSolver();
  let kept: Head | undefined;
  let sent: Partial<ScalpFields> = {};
  const headOf = ({ head }: OnHead): Head => {
    kept = head ?? kept;
    if (!kept) throw new Error('A plan came before its head.');
    return kept;
  };
  return {
    async head(spec: HeadSpec): Promise<Head> {
      kept = await solver.head(spec);
      return structuredClone(kept);
    },
    async fields(on: OnHead): Promise<Partial<ScalpFields>> {
      const fields = await solver.fields(headOf(on), on.plan);
      const changed = structuredClone(difference(sent, fields));
      sent = fields;
      return changed;
    },
    report: (on: OnHead) => solver.report(headOf(on), on.plan),
  };
}

/** The parts that are not the very same objects as before. */
function difference(before: Partial<ScalpFields>, now: ScalpFields): Partial<ScalpFields> {
  const entries = Object.entries(now).filter(
    ([key, value]) => before[key as keyof ScalpFields] !== value,
  );
  return Object.fromEntries(entries);
}
