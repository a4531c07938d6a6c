import type { FaultAnswers } from '../../practice/faults/answers.ts';
import { faultSet } from '../../practice/faults/fault-set.ts';
import { faultNamed } from '../../practice/faults/faults.ts';
import { type FaultMark, type FaultScore, scoreFaults } from '../../practice/faults/score.ts';
import { type MadeCase, makeCase } from './fault-key.ts';

/** A case as it was answered, against its key. */
export interface CaseResult {
  readonly made: MadeCase;
  readonly result: FaultScore;
}

/** What marks in a case are worth. */
export function scoreCase({ key }: MadeCase, marks: readonly FaultMark[]): FaultScore {
  return scoreFaults(key, marks, (name) => faultNamed(name)?.rule);
}

/** Marks every case that was answered, in the order of the set. */
export async function markAnswers({ set, answers }: FaultAnswers): Promise<CaseResult[]> {
  const cases = faultSet(set);
  const results: CaseResult[] = [];
  for (const answer of answers.toSorted((a, b) => a.case - b.case)) {
    const made = await makeCase(cases[answer.case - 1]!);
    results.push({ made, result: scoreCase(made, answer.marks) });
  }
  return results;
}

/** Mean score of the cases that were answered, 0 to 1; 0 of none. */
export function meanScore(results: readonly CaseResult[]): number {
  const sum = results.reduce((all, { result }) => all + result.score, 0);
  return results.length === 0 ? 0 : sum / results.length;
}
