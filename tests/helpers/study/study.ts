import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { planFromPreset } from '../../../src/plan/presets.ts';
import { readStudy } from '../../../src/study/document/read-study.ts';
import type { Study } from '../../../src/study/document/study-schema.ts';
import { makeRuns, type NamedPlan, OWN_HEAD } from '../../../src/study/run/make-runs.ts';

/** A study of the default plan with parts of it replaced. */
export function studyOf(part: Readonly<Record<string, unknown>> = {}): Study {
  return readStudy({
    ...{ format: 'dotwork-study', version: 1, title: 'A study', plans: ['default'] },
    ...part,
  });
}

/** Two plans whose heads and dots differ. */
export const TWO_PLANS: readonly NamedPlan[] = [
  { name: 'default', plan: DEFAULT_PLAN },
  { name: 'norwood-4', plan: planFromPreset('norwood-4') },
];

/** Runs of a study over one plan or more, each with its own head. */
export function runsOf(study: Study, plans: readonly NamedPlan[] = TWO_PLANS.slice(0, 1)) {
  return makeRuns(study, plans, [OWN_HEAD], '0.0.0');
}
