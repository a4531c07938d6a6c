import type { Vec3 } from '../base/vec3.ts';
import { FACING, type Rotation, turnedBy } from './camera.ts';
import { isInSight, PHOTO_POINTS, type PhotoPointName } from './photo-points.ts';
import { focalPrior, type PhotoQuestion, type Pixel } from './question.ts';
import { clicked, type State } from './residuals.ts';
import { modesOf, type Subject } from './subject.ts';

/** Turns of the head that are tried, degrees. */
const YAWS = Array.from({ length: 12 }, (_, i) => 30 * i - 150);
const PITCHES = [-70, -40, -15, 10, 35, 60];

/** A clicked point that would face away counts as so far off, mm. */
const HIDDEN_MM = 25;

/**
 * Where to start: for each of many turns, the roll, size and place that bring the points of a mean
 * head nearest to those clicked, as from far away; the best few of them.
 */
export function firstGuesses(question: PhotoQuestion, subject: Subject, count: number): State[] {
  const { log } = focalPrior(question);
  const pairs = clicked(question).flatMap(([name, at]) => {
    const place = subject.points.get(name);
    return place ? [{ name, at: centred(question, at), mm: place.mm }] : [];
  });
  const guesses = YAWS.flatMap((yaw) =>
    PITCHES.map((pitch) => {
      const turn = turnedBy(turnedBy(FACING, [0, radians(yaw), 0]), [radians(pitch), 0, 0]);
      return fromAfar(turn, pairs);
    }),
  ).filter((guess) => guess.pxPerMm > 0);
  guesses.sort((a, b) => a.missMm - b.missMm);
  return guesses.slice(0, count).map(({ turn, middle, pxPerMm }) => {
    const z = Math.max(250, Math.exp(log) / pxPerMm);
    return {
      turn,
      shiftMm: [(middle[0] * z) / Math.exp(log), (middle[1] * z) / Math.exp(log), z],
      logFocal: log,
      modes: new Array<number>(modesOf(subject)).fill(0),
    };
  });
}

interface Pair {
  readonly name: PhotoPointName;
  /** Pixels from the middle of the picture. */
  readonly at: Pixel;
  readonly mm: Vec3;
}

/** The similarity of the plane that is nearest, in closed form. */
function fromAfar(turn: Rotation, pairs: readonly Pair[]) {
  const flat = pairs.map(({ mm }) => [row(turn[0], mm), row(turn[1], mm)] as const);
  const n = pairs.length;
  const mean = (of: (i: number) => number) => pairs.reduce((sum, _, i) => sum + of(i), 0) / n;
  const from = [mean((i) => flat[i]![0]), mean((i) => flat[i]![1])] as const;
  const to = [mean((i) => pairs[i]!.at[0]), mean((i) => pairs[i]!.at[1])] as const;
  let [along, across, size] = [0, 0, 0];
  pairs.forEach(({ at }, i) => {
    const [px, py] = [flat[i]![0] - from[0], flat[i]![1] - from[1]];
    const [qx, qy] = [at[0] - to[0], at[1] - to[1]];
    along += px * qx + py * qy;
    across += px * qy - py * qx;
    size += px * px + py * py;
  });
  const pxPerMm = Math.hypot(along, across) / size;
  const roll = Math.atan2(across, along);
  const [c, s] = [pxPerMm * Math.cos(roll), pxPerMm * Math.sin(roll)];
  const rolled = turnedBy(turn, [0, 0, roll]);
  const middle: Pixel = [to[0] - (c * from[0] - s * from[1]), to[1] - (s * from[0] + c * from[1])];
  let miss = 0;
  pairs.forEach(({ name, at }, i) => {
    const [px, py] = flat[i]!;
    const dx = c * px - s * py + middle[0] - at[0];
    const dy = s * px + c * py + middle[1] - at[1];
    const hidden = isInSight(PHOTO_POINTS[name], rolled[2]) ? 0 : HIDDEN_MM;
    miss += (dx * dx + dy * dy) / (pxPerMm * pxPerMm) + hidden * hidden;
  });
  return { turn: rolled, middle, pxPerMm, missMm: Math.sqrt(miss / n) };
}

function centred({ widthPx, heightPx }: PhotoQuestion, [x, y]: Pixel): Pixel {
  return [x - widthPx / 2, y - heightPx / 2];
}

function row(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
