import { inverseDense } from '../base/solve-dense.ts';
import { precisionOf, rowsOf } from './least-squares.ts';
import { isInSight, PHOTO_POINT_NAMES, PHOTO_POINTS, type PhotoPointName } from './photo-points.ts';
import type { PhotoQuestion } from './question.ts';
import { clickSd, type Seen, type State, see } from './residuals.ts';
import type { Place, Subject } from './subject.ts';

/** How sure a fit is of where the scalp lies in the photograph. */
export interface Certainty {
  /** Standard deviation of a place of the scalp, mm across the line of sight: middle and 95th of 100. */
  readonly medianMm: number;
  readonly p95Mm: number;
  /** The point nobody clicked yet that would help most, and the median with it; none that can be seen. */
  readonly next: { readonly name: PhotoPointName; readonly medianMm: number } | undefined;
}

/** Cosine from which skin that turns away counts as in sight. */
const IN_SIGHT_COS = 0.15;

/** How sure a fit is of each of several photographs of one head. */
export function certaintiesOf(
  questions: readonly PhotoQuestion[],
  subject: Subject,
  states: readonly State[],
): Certainty[] {
  const covariance = inverseDense(precisionOf(questions, subject, states));
  return states.map((state, p) => {
    const rows = rowsOf(p, states.length, subject);
    const own = rows.map((i) => rows.map((j) => covariance[i]![j]!));
    return certaintyOf(questions[p]!, subject, state, own);
  });
}

function certaintyOf(
  question: PhotoQuestion,
  subject: Subject,
  state: State,
  covariance: readonly (readonly number[])[],
): Certainty {
  const scalp = subject.skull
    .filter((place) => isSkullInSight(state, place))
    .map((at) => see(state, at));
  const now = spread(scalp, covariance);
  const open = PHOTO_POINT_NAMES.filter((name) => {
    const place = subject.points.get(name);
    const isOpen = !question.points[name] || question.found?.includes(name);
    return place && isOpen && isInSight(PHOTO_POINTS[name], state.turn[2]);
  });
  const chances = open.map((name) => {
    const seen = see(state, subject.points.get(name)!);
    const sd = clickSd(subject, name, seen.pxPerMm, { ...question, found: [] });
    return { name, medianMm: spread(scalp, withPoint(covariance, seen, sd)).medianMm };
  });
  const next = chances.reduce<(typeof chances)[number] | undefined>(
    (best, chance) => (best && best.medianMm <= chance.medianMm ? best : chance),
    undefined,
  );
  return { ...now, next };
}

function spread(scalp: readonly Seen[], covariance: readonly (readonly number[])[]) {
  const sds = scalp
    .map(({ xSlopes, ySlopes, pxPerMm }) => {
      const px2 = quadratic(covariance, xSlopes) + quadratic(covariance, ySlopes);
      return Math.sqrt(Math.max(0, px2) / 2) / pxPerMm;
    })
    .sort((a, b) => a - b);
  const at = (share: number) => sds[Math.floor(share * (sds.length - 1))] ?? 0;
  return { medianMm: at(0.5), p95Mm: at(0.95) };
}

/** What would be left of the doubt, had this point been clicked too (Kalman). */
function withPoint(
  covariance: readonly (readonly number[])[],
  { xSlopes, ySlopes }: Seen,
  sd: number,
): number[][] {
  let left = covariance.map((row) => [...row]);
  for (const slopes of [xSlopes, ySlopes]) {
    const through = left.map((row) => row.reduce((sum, value, j) => sum + value * slopes[j]!, 0));
    const all = through.reduce((sum, value, i) => sum + value * slopes[i]!, sd * sd);
    left = left.map((row, i) => row.map((value, j) => value - (through[i]! * through[j]!) / all));
  }
  return left;
}

/** Skin of the braincase faces away from its middle. */
function isSkullInSight(state: State, { mm: [x, y, z] }: Place): boolean {
  return facesCamera(state, [x, y - 35, z + 5]);
}

function facesCamera({ turn }: State, [x, y, z]: readonly [number, number, number]): boolean {
  const towards = -(turn[2][0] * x + turn[2][1] * y + turn[2][2] * z);
  return towards > IN_SIGHT_COS * Math.hypot(x, y, z);
}

function quadratic(matrix: readonly (readonly number[])[], v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) {
    for (let j = 0; j < v.length; j++) sum += v[i]! * matrix[i]![j]! * v[j]!;
  }
  return sum;
}
