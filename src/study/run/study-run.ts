import { STAGE_KINDS } from '../../engine/stages.ts';
import type { Plan } from '../../plan/schema.ts';
import type { FieldValue, Settings } from '../document/study-schema.ts';

/** One run of a study: a plan to simulate, and where it stands in the study. */
export interface StudyRun {
  /** What it is, in 32 hex digits: plan, outputs and version of Dotwork; the same run has the same. */
  readonly id: string;
  /** Place in the study, from 0. */
  readonly index: number;
  /** Names for people. */
  readonly planName: string;
  readonly headName: string;
  /** What the design sets, by path. */
  readonly settings: Settings;
  readonly plan: Plan;
  /** File of the scan that the plan names. */
  readonly scanFile?: string;
}

/** What a run came to: one row of the table. */
export type ResultRow = Readonly<Record<string, FieldValue | null>>;

/**
 * Sorted so that neighbours share as much as they can: head and fields first, then dots, pigment and
 * light, in the order the stages run. Places in the study break ties.
 */
export function inOrderOfWork<Run extends Pick<StudyRun, 'plan' | 'index'>>(
  runs: readonly Run[],
): Run[] {
  const keyed = runs.map((run) => ({
    run,
    key: STAGE_KINDS.map(({ reads }) => JSON.stringify(reads(run.plan))),
  }));
  keyed.sort((a, b) => {
    const at = a.key.findIndex((part, i) => part !== b.key[i]);
    if (at < 0) return a.run.index - b.run.index;
    return a.key[at]! < b.key[at]! ? -1 : 1;
  });
  return keyed.map(({ run }) => run);
}

/** Stages that take their time on the CPU, and what of a plan they read. */
const SLOW_STAGES = STAGE_KINDS.filter(({ name }) => ['head', 'scalp', 'placement'].includes(name));

/** Whether two plans have head, fields and dots in common: what is made once for both. */
export function sharesHead(a: Plan, b: Plan): boolean {
  return SLOW_STAGES.every(({ reads }) => JSON.stringify(reads(a)) === JSON.stringify(reads(b)));
}
