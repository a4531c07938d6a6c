import { canonicalJson } from '../../base/canonical.ts';
import { DotworkError } from '../../base/errors.ts';
import { fingerprint } from '../../base/fingerprint.ts';
import { setPaths } from '../../plan/reading/override.ts';
import type { Plan } from '../../plan/schema.ts';
import { countOf, settingsOf } from '../design/points.ts';
import { MOST_RUNS, type Settings, type Study } from '../document/study-schema.ts';
import type { StudyRun } from './study-run.ts';

/** A plan of a study, read. */
export interface NamedPlan {
  readonly name: string;
  readonly plan: Plan;
}

/** A head of a study: how a plan gets it. */
export interface NamedHead {
  readonly name: string;
  readonly head: (plan: Plan) => Plan['head'];
  /** File of its scan. */
  readonly scanFile?: string;
}

/** Each plan's own head. */
export const OWN_HEAD: NamedHead = { name: '', head: ({ head }) => head };

/**
 * Every run of a study, plan by plan, head by head, in the order of its design. All plans are made and
 * checked here, before anything is simulated: a field that no plan has, or a value that is not
 * allowed, throws an error that names the run.
 *
 * @param version - Of Dotwork: another one may come to other numbers.
 */
export function makeRuns(
  study: Study,
  plans: readonly NamedPlan[],
  heads: readonly NamedHead[],
  version: string,
): StudyRun[] {
  const count = plans.length * heads.length * countOf(study.vary);
  if (count > MOST_RUNS) {
    throw new DotworkError(
      'usage',
      `The study would have ${grouped(count)} runs; ${grouped(MOST_RUNS)} are the most.`,
      'Ask for fewer values, or spread a fixed number of runs with "kind": "sobol".',
    );
  }
  const settings = settingsOf(study.vary, study.seed);
  const shared = canonicalJson({ outputs: study.outputs, version });
  const runs: StudyRun[] = [];
  for (const { name: planName, plan } of plans) {
    for (const { name: headName, head, scanFile } of heads) {
      const whose = { ...plan, head: head(plan) };
      for (const setting of settings) {
        const index = runs.length;
        const set = settledPlan(whose, setting, index, planName);
        const id = idOf(canonicalJson(set), shared);
        runs.push({
          ...{ id, index, planName, headName, settings: setting, plan: set },
          ...(scanFile !== undefined && { scanFile }),
        });
      }
    }
  }
  return runs;
}

function settledPlan(plan: Plan, settings: Settings, index: number, planName: string): Plan {
  try {
    return setPaths(plan, settings);
  } catch (error) {
    if (!(error instanceof DotworkError)) throw error;
    throw new DotworkError(
      error.code,
      `Run ${index + 1} (${planName}): ${error.message}`,
      undefined,
      error,
    );
  }
}

const ENCODER = new TextEncoder();

function idOf(...texts: readonly string[]): string {
  const words = fingerprint(...texts.map((text) => ENCODER.encode(text)));
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** "1,000,000", or in powers of ten where there are too many digits to read. */
function grouped(count: number): string {
  return count < 1e9 ? count.toLocaleString('en') : count.toExponential(1);
}
