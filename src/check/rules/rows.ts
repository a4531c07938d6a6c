import { say } from '../../base/language/say.ts';
import type { Cells } from '../cells.ts';
import { placesOf } from '../finding.ts';
import { broken, type DotRule } from '../rule.ts';
import type { Subject } from '../subject.ts';

/** Steps of a row are alike within this, and turn by no more: a hand's aim. Assumed. */
const LIKE_STEP = 1.3;
const MOST_TURN_DEG = 8;
/**
 * Steps of an even pattern from which a row could begin, a dot, and how often a next dot carries one
 * on: 0.165 counted over 8076 dots, more in the longest runs.
 */
const STARTS = 4;
const CHANCE_ON = 0.22;
/** Rows that chance alone makes on so many dots are fewer than this. */
const BY_CHANCE = 0.01;
/** Steps longer than this times the usual distance are none. */
const LONGEST_STEP = 1.6;

/**
 * Straight runs of dots at even steps. How long a run must be follows from how many dots there are: one
 * that chance would make once in a hundred such patterns.
 */
export const rows: DotRule = {
  name: 'rows',
  find(subject) {
    const { dots } = subject;
    const runs = straightRuns(subject, leastRow(dots.count));
    if (runs.length === 0) return [];
    const inRows = [...new Set(runs.flat())];
    const longest = Math.max(...runs.map((run) => run.length));
    const text = say(
      '{count, plural, one {# row} other {# rows}} of dots: the longest has {longest} in a straight line.',
      { count: runs.length, longest },
    );
    const share = inRows.length / dots.count;
    const field = 'operator.spacingJitterMm';
    return broken(share > 0.1 ? 'risk' : 'warn', field, text, placesOf(dots, inRows));
  },
};

/** Dots in a line that chance does not put there among so many. */
export function leastRow(dots: number): number {
  const starts = Math.max(1, STARTS * dots);
  return Math.max(6, 2 + Math.ceil(Math.log(BY_CHANCE / starts) / Math.log(CHANCE_ON)));
}

/** Runs of at least so many dots, each dot in one of them at most; the longest first. */
function straightRuns({ dots, dotsWithin }: Subject, least: number): number[][] {
  const { placeMm, count } = dots;
  const usual = usualStepMm(dotsWithin(1), placeMm, count);
  const reach = LONGEST_STEP * usual;
  const around = dotsWithin(reach);
  const on: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < count; i++) {
    around.near(placeMm[3 * i]!, placeMm[3 * i + 1]!, placeMm[3 * i + 2]!, reach, (j) => {
      if (j !== i) on[i]!.push(j);
    });
  }
  const runs: number[][] = [];
  for (let i = 0; i < count; i++) {
    for (const j of on[i]!) {
      // A row is walked from its end: nobody comes before its first step.
      if (nextOf(placeMm, on, j, i) !== undefined) continue;
      const run = [i, j];
      for (;;) {
        const next = nextOf(placeMm, on, run.at(-2)!, run.at(-1)!);
        if (next === undefined || run.includes(next)) break;
        run.push(next);
      }
      if (run.length >= least) runs.push(run);
    }
  }
  const taken = new Set<number>();
  return runs
    .toSorted((a, b) => b.length - a.length)
    .filter((run) => {
      if (run.filter((i) => taken.has(i)).length > run.length / 2) return false;
      for (const i of run) taken.add(i);
      return true;
    });
}

/** The dot that carries the step from one to the next on most straightly. */
function nextOf(
  placeMm: Float64Array,
  on: readonly (readonly number[])[],
  from: number,
  to: number,
): number | undefined {
  const step = between(placeMm, from, to);
  const length = longOf(step);
  let straightest = Math.cos((MOST_TURN_DEG * Math.PI) / 180);
  let best: number | undefined;
  for (const next of on[to]!) {
    const further = between(placeMm, to, next);
    const long = longOf(further);
    if (long > LIKE_STEP * length || length > LIKE_STEP * long) continue;
    const cos =
      (step[0] * further[0] + step[1] * further[1] + step[2] * further[2]) / (length * long);
    if (cos <= straightest) continue;
    straightest = cos;
    best = next;
  }
  return best;
}

function between(placeMm: Float64Array, a: number, b: number): [number, number, number] {
  const along = (k: number): number => placeMm[3 * b + k]! - placeMm[3 * a + k]!;
  return [along(0), along(1), along(2)];
}

/** Three times as quick as `Math.hypot`, which minds overflow. */
function longOf([x, y, z]: readonly [number, number, number]): number {
  return Math.sqrt(x * x + y * y + z * z);
}

/** Distance to the nearest dot, in the middle of all, mm. */
function usualStepMm(cells: Cells, placeMm: Float64Array, count: number): number {
  const nearest: number[] = [];
  const every = Math.max(1, Math.floor(count / 2000));
  for (let i = 0; i < count; i += every) {
    let best = Number.POSITIVE_INFINITY;
    cells.near(placeMm[3 * i]!, placeMm[3 * i + 1]!, placeMm[3 * i + 2]!, 6, (j, sq) => {
      if (j !== i && sq < best) best = sq;
    });
    if (best < Number.POSITIVE_INFINITY) nearest.push(Math.sqrt(best));
  }
  nearest.sort((a, b) => a - b);
  return nearest[nearest.length >> 1] ?? 1;
}
