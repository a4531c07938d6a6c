import { inverseDense } from '../base/solve-dense.ts';
import { precisionOf, rowsOf } from './least-squares.ts';
import type { PhotoQuestion } from './question.ts';
import { CAMERA_RESIDUALS, residuals, type State } from './residuals.ts';
import type { Subject } from './subject.ts';

/** The assumed spreads count as so many numbers that were seen. Assumed. */
const BELIEF = 2;
/** Never taken for less or more of what is assumed. */
const LEAST = 0.2;
const MOST = 2;

/**
 * How far points lie off, as a share of what is assumed of them: by what a fit leaves over, as surveyors
 * have it (variance of unit weight a posteriori), held to what is assumed where little is left over.
 */
export function spreadShare(
  questions: readonly PhotoQuestion[],
  subject: Subject,
  states: readonly State[],
): number {
  const covariance = inverseDense(precisionOf(questions, subject, states));
  const now = questions[0]!.spreadShare ?? 1;
  let [left, free] = [0, 0];
  states.forEach((state, p) => {
    const rows = rowsOf(p, states.length, subject);
    const seen = residuals(questions[p]!, subject, state).slice(0, -CAMERA_RESIDUALS);
    for (const { value, slopes } of seen) {
      left += value * value;
      free += 1;
      for (let i = 0; i < slopes.length; i++) {
        const row = covariance[rows[i]!]!;
        for (let j = 0; j < slopes.length; j++) free -= slopes[i]! * row[rows[j]!]! * slopes[j]!;
      }
    }
  });
  const share = Math.sqrt((BELIEF + now * now * left) / (BELIEF + Math.max(0, free)));
  return Math.min(MOST, Math.max(LEAST, share));
}
