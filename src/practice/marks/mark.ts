import type { Finding } from '../../check/finding.ts';
import type { Subject } from '../../check/subject.ts';
import type { RuleName } from '../../plan/remarks/rules.ts';
import type { PracticeDot } from '../hand.ts';
import { onPatch, type PatchPlace } from '../patch-subject.ts';
import type { PracticeTask } from '../task.ts';

/** How good a part of an exercise is; `told` where there is nothing to judge by. */
export type Verdict = 'good' | 'fair' | 'poor' | 'told';

/** One mark of an exercise. */
export interface Mark {
  readonly name: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** What was measured, with its unit. */
  readonly figure: string;
  /** What was found, in a sentence or two. */
  readonly text: string;
  /** Where good ends: thresholds are told, never kept. */
  readonly limit: string;
  /** What it looks like once healed. */
  readonly healed: string;
  /** Rules it goes by, for their reason and source. */
  readonly rules: readonly RuleName[];
  readonly places: readonly PatchPlace[];
}

/** What a mark is worked out from. */
export interface Marked {
  readonly task: PracticeTask;
  readonly dots: readonly PracticeDot[];
  readonly subject: Subject;
  /** What the rules over dots and over depth found. */
  readonly findings: readonly Finding[];
}

/** What the rules of these names found, in words and with places. */
export function broken({ findings }: Marked, rules: readonly RuleName[]) {
  const found = findings.filter(({ rule }) => rules.includes(rule));
  return {
    found,
    text: found.map(({ text }) => text).join(' '),
    places: found.flatMap(({ places }) => places.map(onPatch)),
    worst: (found.some(({ severity }) => severity === 'risk') ? 'poor' : 'fair') as Verdict,
  };
}

/** The verdict on a number that is better the smaller it is. */
export function below(value: number, goodTo: number, fairTo: number): Verdict {
  return value <= goodTo ? 'good' : value <= fairTo ? 'fair' : 'poor';
}

/** Share as whole percent. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
