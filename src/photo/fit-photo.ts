import { DotworkError } from '../base/errors.ts';
import { namesOf } from '../base/records.ts';
import type { PhotoCamera } from './camera.ts';
import { type Certainty, certaintiesOf } from './certainty.ts';
import { firstGuesses } from './first-guess.ts';
import { settle, settleTogether } from './least-squares.ts';
import { PHOTO_POINTS, type PhotoPointName } from './photo-points.ts';
import type { PhotoQuestion, Pixel } from './question.ts';
import { clicked, missMm, type State } from './residuals.ts';
import { spreadShare } from './spread-share.ts';
import { type Subject, shaped } from './subject.ts';

/** Where the head of a photograph stands, and how sure that is. */
export interface PhotoFit {
  readonly camera: PhotoCamera;
  /** Weights of the head's modes away from the mean; empty for a head that is known. */
  readonly modes: readonly number[];
  readonly certainty: Certainty;
  /** How far each clicked point lies from where the fit has it, mm at its distance. */
  readonly missesMm: Readonly<Partial<Record<PhotoPointName, number>>>;
  /** Points that lie so far off that they are likely wrong. */
  readonly doubtful: readonly PhotoPointName[];
}

/** Six numbers of the camera want as many at least, two a point, and one to tell by. */
const LEAST_POINTS = 4;
const GUESSES = 5;
const FIRST_STEPS = 12;
const STEPS = 60;
/** How often it is asked how far points lie off. */
const ROUNDS = 3;

/** A point this many of its own spreads off, and this far, mm, is likely a wrong one. */
const DOUBTFUL_SPREADS = 3;
const DOUBTFUL_MM = 9;

/** Points that lie this close together, as a share of the photograph's diagonal, tell nothing. */
const LEAST_SPAN = 0.01;

/**
 * Finds the camera of a photograph, and with an unknown subject the shape of the head in it.
 *
 * Damped least squares on where points and outline lie, from the best of many turns. Throws a
 * `usage` error where the points are too few, lie outside, or together.
 */
export function fitPhoto(question: PhotoQuestion, subject: Subject): PhotoFit {
  return fitPhotos([question], subject)[0]!;
}

/**
 * The same for several photographs of one person: a camera each, one head in all of them. What one
 * tells of its shape helps to pose the others; a crown or the back of a head alone tells little.
 */
export function fitPhotos(questions: readonly PhotoQuestion[], subject: Subject): PhotoFit[] {
  for (const question of questions) check(question, subject);
  const alone = questions.map((question) => bestOf(question, subject));
  // The surest of them shapes the head that the others are posed with anew.
  const sure = alone.map((state, p) => certaintiesOf([questions[p]!], subject, [state])[0]!);
  const first = sure.reduce(
    (best, { medianMm }, p) => (medianMm < sure[best]!.medianMm ? p : best),
    0,
  );
  const { modes } = alone[first]!;
  const posed =
    questions.length === 1
      ? alone
      : questions.map((question) => ({ ...bestOf(question, shaped(subject, modes)), modes }));
  let { states } = settleTogether(questions, subject, posed, STEPS);
  let judged = questions;
  for (let round = 0; round < ROUNDS && !subject.isTheirs; round++) {
    const share = spreadShare(judged, subject, states);
    judged = questions.map((question) => ({ ...question, spreadShare: share }));
    ({ states } = settleTogether(judged, subject, states, STEPS));
  }
  const certainties = certaintiesOf(judged, subject, states);
  return states.map((state, p) => answer(questions[p]!, subject, state, certainties[p]!));
}

/** The best of many turns, not yet quite at rest. */
function bestOf(question: PhotoQuestion, subject: Subject): State {
  const starts = firstGuesses(question, subject, GUESSES);
  const tried = starts.map((start) => settle(question, subject, start, FIRST_STEPS));
  return tried.reduce((a, b) => (b.cost < a.cost ? b : a)).state;
}

function answer(
  question: PhotoQuestion,
  subject: Subject,
  state: State,
  certainty: Certainty,
): PhotoFit {
  const names = namesOf(question.points as Record<PhotoPointName, Pixel>);
  const misses = names.flatMap((name) => {
    const miss = missMm(question, subject, state, name);
    return miss === undefined ? [] : [[name, miss] as const];
  });
  return {
    ...{ camera: cameraOf(question, state), modes: state.modes, certainty },
    missesMm: Object.fromEntries(misses),
    doubtful: misses
      .filter(
        ([name, mm]) => mm > Math.max(DOUBTFUL_MM, DOUBTFUL_SPREADS * PHOTO_POINTS[name].spreadMm),
      )
      .map(([name]) => name),
  };
}

function cameraOf({ widthPx, heightPx }: PhotoQuestion, state: State): PhotoCamera {
  const { turn, shiftMm, logFocal } = state;
  return { widthPx, heightPx, focalPx: Math.exp(logFocal), turn, shiftMm };
}

function check(question: PhotoQuestion, subject: Subject): void {
  const { widthPx, heightPx } = question;
  const known = clicked(question).filter(([name]) => subject.points.has(name));
  const count = known.length + (question.outline?.length ?? 0) / 2;
  if (known.length < 3 || count < LEAST_POINTS) {
    throw new DotworkError(
      'usage',
      `${known.length === 1 ? 'One point is' : `${known.length} points are`} too few to find a head by.`,
      `Give ${LEAST_POINTS} or more, of which one is an ear; ten serve well.`,
    );
  }
  for (const [name, [x, y]] of known) {
    // A point may lie just past the edge of a picture that was cropped.
    const inside = (at: number, size: number) => at >= -0.2 * size && at <= 1.2 * size;
    if (inside(x, widthPx) && inside(y, heightPx)) continue;
    throw new DotworkError(
      'usage',
      `The point "${name}" at ${x},${y} lies outside the photograph of ${widthPx} x ${heightPx} pixels.`,
      'Points are counted in pixels from the upper left corner.',
    );
  }
  const xs = known.map(([, [x]]) => x);
  const ys = known.map(([, [, y]]) => y);
  const span = Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  if (!(span > LEAST_SPAN * Math.hypot(widthPx, heightPx))) {
    throw new DotworkError(
      'usage',
      'All points lie at one place.',
      'Click each where it is on the photograph.',
    );
  }
}
