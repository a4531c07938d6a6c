import { solveDense } from '../base/solve-dense.ts';
import { turnedBy } from './camera.ts';
import type { PhotoQuestion } from './question.ts';
import { CAMERA_UNKNOWNS, type Residual, residuals, type State } from './residuals.ts';
import type { Subject } from './subject.ts';

/** A head in front of the camera is never nearer than this, mm. */
const NEAREST_MM = 120;

/** Steps end where one would change the sum by less than this share. */
const STILL = 1e-9;

/**
 * Levenberg-Marquardt: damped Gauss-Newton steps on turn, shift, focal length and modes, the head's
 * shape held to how people differ.
 */
export function settle(
  question: PhotoQuestion,
  subject: Subject,
  start: State,
  steps: number,
): { readonly state: State; readonly cost: number } {
  let state = start;
  let now = residuals(question, subject, state);
  let cost = costOf(now, subject, state);
  let damping = 1e-3;
  for (let step = 0; step < steps; step++) {
    const move = solveDense(normalRows(now, subject, state, damping));
    const next = movedBy(state, move);
    const there = next.shiftMm[2] > NEAREST_MM ? residuals(question, subject, next) : undefined;
    const better = there ? costOf(there, subject, next) : Number.POSITIVE_INFINITY;
    if (!(better < cost)) {
      damping *= 8;
      if (damping > 1e9) break;
      continue;
    }
    const gain = (cost - better) / cost;
    [state, now, cost] = [next, there!, better];
    damping = Math.max(1e-9, damping / 6);
    if (gain < STILL) break;
  }
  return { state, cost };
}

/** Normal equations without damping: the inverse covariance of what was found. */
export function precisionOf(question: PhotoQuestion, subject: Subject, state: State): number[][] {
  return normalRows(residuals(question, subject, state), subject, state, 0).map((row) =>
    row.slice(0, -1),
  );
}

function normalRows(
  now: readonly Residual[],
  { prior }: Subject,
  { modes }: State,
  damping: number,
): number[][] {
  const n = CAMERA_UNKNOWNS + modes.length;
  const rows = Array.from({ length: n }, () => new Array<number>(n + 1).fill(0));
  for (const { value, slopes } of now) {
    for (let i = 0; i < n; i++) {
      const slope = slopes[i]!;
      if (slope === 0) continue;
      const row = rows[i]!;
      for (let j = 0; j < n; j++) row[j]! += slope * slopes[j]!;
      row[n]! -= slope * value;
    }
  }
  for (let k = 0; k < modes.length; k++) {
    const row = rows[CAMERA_UNKNOWNS + k]!;
    for (let l = 0; l < modes.length; l++) {
      const pull = prior!.precision[k]![l]!;
      row[CAMERA_UNKNOWNS + l]! += pull;
      row[n]! -= pull * modes[l]!;
    }
  }
  for (let i = 0; i < n; i++) rows[i]![i]! *= 1 + damping;
  return rows;
}

function costOf(now: readonly Residual[], { prior }: Subject, { modes }: State): number {
  let cost = 0;
  for (const { value } of now) cost += value * value;
  for (let k = 0; k < modes.length; k++) {
    for (let l = 0; l < modes.length; l++) {
      cost += modes[k]! * prior!.precision[k]![l]! * modes[l]!;
    }
  }
  return cost;
}

function movedBy({ turn, shiftMm, logFocal, modes }: State, by: readonly number[]): State {
  return {
    turn: turnedBy(turn, [by[0]!, by[1]!, by[2]!]),
    shiftMm: [shiftMm[0] + by[3]!, shiftMm[1] + by[4]!, shiftMm[2] + by[5]!],
    logFocal: logFocal + by[6]!,
    modes: modes.map((weight, k) => weight + by[CAMERA_UNKNOWNS + k]!),
  };
}
