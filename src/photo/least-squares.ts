import { solveDense } from '../base/solve-dense.ts';
import { turnedBy } from './camera.ts';
import type { PhotoQuestion } from './question.ts';
import { CAMERA_UNKNOWNS, type Residual, residuals, type State } from './residuals.ts';
import { modesOf, type Subject } from './subject.ts';

/** A head in front of the camera is never nearer than this, mm. */
const NEAREST_MM = 120;

/** Steps end where one would change the sum by less than this share. */
const STILL = 1e-9;

/** Several photographs of one head: a camera each, and the same modes in every state. */
export interface Settled {
  readonly states: readonly State[];
  readonly cost: number;
}

/**
 * Levenberg-Marquardt: damped Gauss-Newton steps on turn, shift and focal length of every photograph
 * and the modes they share, the head's shape held to how people differ.
 *
 * @param starts - One a photograph, their modes the same.
 */
export function settleTogether(
  questions: readonly PhotoQuestion[],
  subject: Subject,
  starts: readonly State[],
  steps: number,
): Settled {
  const all = (states: readonly State[]) =>
    states.map((state, p) => residuals(questions[p]!, subject, state));
  let states = starts;
  let now = all(states);
  let cost = costOf(now, subject, states[0]!);
  let damping = 1e-3;
  for (let step = 0; step < steps; step++) {
    const move = solveDense(normalRows(now, subject, states[0]!, damping));
    const next = states.map((state, p) => movedBy(state, move, p, states.length));
    const isThere = next.every(({ shiftMm }) => shiftMm[2] > NEAREST_MM);
    const there = isThere ? all(next) : undefined;
    const better = there ? costOf(there, subject, next[0]!) : Number.POSITIVE_INFINITY;
    if (!(better < cost)) {
      damping *= 8;
      if (damping > 1e9) break;
      continue;
    }
    const gain = (cost - better) / cost;
    [states, now, cost] = [next, there!, better];
    damping = Math.max(1e-9, damping / 6);
    if (gain < STILL) break;
  }
  return { states, cost };
}

/** The same of a single photograph. */
export function settle(
  question: PhotoQuestion,
  subject: Subject,
  start: State,
  steps: number,
): { readonly state: State; readonly cost: number } {
  const { states, cost } = settleTogether([question], subject, [start], steps);
  return { state: states[0]!, cost };
}

/** Normal equations without damping: the inverse covariance of what was found. */
export function precisionOf(
  questions: readonly PhotoQuestion[],
  subject: Subject,
  states: readonly State[],
): number[][] {
  const now = states.map((state, p) => residuals(questions[p]!, subject, state));
  return normalRows(now, subject, states[0]!, 0).map((row) => row.slice(0, -1));
}

/** Which rows of {@link precisionOf} are those of one photograph and of the modes. */
export function rowsOf(photo: number, photos: number, subject: Subject): number[] {
  const camera = Array.from({ length: CAMERA_UNKNOWNS }, (_, i) => CAMERA_UNKNOWNS * photo + i);
  const modes = Array.from({ length: modesOf(subject) }, (_, k) => CAMERA_UNKNOWNS * photos + k);
  return [...camera, ...modes];
}

function normalRows(
  now: readonly (readonly Residual[])[],
  subject: Subject,
  { modes }: State,
  damping: number,
): number[][] {
  const first = CAMERA_UNKNOWNS * now.length;
  const n = first + modes.length;
  const rows = Array.from({ length: n }, () => new Array<number>(n + 1).fill(0));
  now.forEach((some, p) => {
    const at = rowsOf(p, now.length, subject);
    for (const { value, slopes } of some) {
      for (let i = 0; i < slopes.length; i++) {
        const slope = slopes[i]!;
        if (slope === 0) continue;
        const row = rows[at[i]!]!;
        for (let j = 0; j < slopes.length; j++) row[at[j]!]! += slope * slopes[j]!;
        row[n]! -= slope * value;
      }
    }
  });
  for (let k = 0; k < modes.length; k++) {
    const row = rows[first + k]!;
    for (let l = 0; l < modes.length; l++) {
      const pull = subject.prior!.precision[k]![l]!;
      row[first + l]! += pull;
      row[n]! -= pull * modes[l]!;
    }
  }
  for (let i = 0; i < n; i++) rows[i]![i]! *= 1 + damping;
  return rows;
}

function costOf(
  now: readonly (readonly Residual[])[],
  { prior }: Subject,
  { modes }: State,
): number {
  let cost = 0;
  for (const { value } of now.flat()) cost += value * value;
  for (let k = 0; k < modes.length; k++) {
    for (let l = 0; l < modes.length; l++) {
      cost += modes[k]! * prior!.precision[k]![l]! * modes[l]!;
    }
  }
  return cost;
}

function movedBy(
  { turn, shiftMm, logFocal, modes }: State,
  by: readonly number[],
  photo: number,
  photos: number,
): State {
  const own = by.slice(CAMERA_UNKNOWNS * photo);
  return {
    turn: turnedBy(turn, [own[0]!, own[1]!, own[2]!]),
    shiftMm: [shiftMm[0] + own[3]!, shiftMm[1] + own[4]!, shiftMm[2] + own[5]!],
    logFocal: logFocal + own[6]!,
    modes: modes.map((weight, k) => weight + by[CAMERA_UNKNOWNS * photos + k]!),
  };
}
