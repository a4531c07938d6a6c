import type { Vec3 } from '../base/vec3.ts';
import { intoCamera, type Rotation } from './camera.ts';
import { PHOTO_POINTS, type PhotoPointName } from './photo-points.ts';
import { DISTANCE_PRIOR, focalPrior, type PhotoQuestion, type Pixel } from './question.ts';
import type { Place, Subject } from './subject.ts';

/** What is looked for. */
export interface State {
  readonly turn: Rotation;
  readonly shiftMm: Vec3;
  readonly logFocal: number;
  /** Weights of the head's modes, away from the mean. */
  readonly modes: readonly number[];
}

/** Turn, shift and focal length come first in a row of slopes, then the modes. */
export const CAMERA_UNKNOWNS = 7;

/** One number that ought to be nothing: in standard deviations, with its slopes. */
export interface Residual {
  readonly value: number;
  readonly slopes: Float64Array;
}

/** A place seen by a state: pixels from the middle of the picture, and both their slopes. */
export interface Seen {
  readonly x: number;
  readonly y: number;
  /** Pixels a millimetre at its distance. */
  readonly pxPerMm: number;
  readonly xSlopes: Float64Array;
  readonly ySlopes: Float64Array;
}

/** How far the outline of a real skull lies from that of a head of its measures, mm. Assumed. */
const OUTLINE_MM = 1.5;

/** On a head's own scan a point is found again this closely, mm. Assumed. */
const THEIR_MM = 1;

/** How well a person clicks a point, pixels. Assumed. */
const CLICK_PX = 2;

/**
 * How far from a point the network has it, mm on an axis: as measured on heads of ours that were drawn
 * from five sides. On people it is assumed to be no worse.
 */
const USUAL_FOUND_MM = 2;
const FOUND_MM: Partial<Record<PhotoPointName, number>> = {
  menton: 5,
  subnasale: 3,
  glabella: 2.5,
};

/** Past so many standard deviations a point is believed less and less: it may be a wrong one. */
const DOUBT_AT = 3;

/** Directions in which the outline is looked for, and how far to either side of a place's own. */
const DIRECTIONS = 96;
const SIDE_COS = 0.2;

/** Where a state sees a place, pixels from the middle of the picture. */
function spot(state: State, place: Place): { readonly x: number; readonly y: number } {
  const [x, y, z] = intoCamera(state, moved(place, state.modes));
  const focal = Math.exp(state.logFocal);
  return { x: (focal * x) / z, y: (focal * y) / z };
}

export function see(state: State, place: Place): Seen {
  const { turn, modes } = state;
  const [x, y, z] = intoCamera(state, moved(place, modes));
  const focal = Math.exp(state.logFocal);
  const [u, v] = [(focal * x) / z, (focal * y) / z];
  const xSlopes = new Float64Array(CAMERA_UNKNOWNS + place.moves.length);
  const ySlopes = new Float64Array(CAMERA_UNKNOWNS + place.moves.length);
  const put = (at: number, dx: number, dy: number, dz: number) => {
    xSlopes[at] = (focal * dx - u * dz) / z;
    ySlopes[at] = (focal * dy - v * dz) / z;
  };
  // Turned about the origin of the head, which the shift then moves.
  const [hx, hy, hz] = [x - state.shiftMm[0], y - state.shiftMm[1], z - state.shiftMm[2]];
  put(0, 0, -hz, hy);
  put(1, hz, 0, -hx);
  put(2, -hy, hx, 0);
  put(3, 1, 0, 0);
  put(4, 0, 1, 0);
  put(5, 0, 0, 1);
  xSlopes[6] = u;
  ySlopes[6] = v;
  place.moves.forEach((move, k) => {
    const [dx, dy, dz] = turn.map((row) => row[0] * move[0] + row[1] * move[1] + row[2] * move[2]);
    put(CAMERA_UNKNOWNS + k, dx!, dy!, dz!);
  });
  return { x: u, y: v, pxPerMm: focal / z, xSlopes, ySlopes };
}

/** All that a photograph says of a state: points, outline, camera. */
export function residuals(question: PhotoQuestion, subject: Subject, state: State): Residual[] {
  const out: Residual[] = [];
  for (const [name, at] of clicked(question)) {
    const place = subject.points.get(name);
    if (!place) continue;
    const { dx, dy, sd, seen } = missOf(question, subject, name, at, place, state);
    const weight = trust(Math.hypot(dx, dy) / sd) / sd;
    out.push(scaled(dx, seen.xSlopes, weight), scaled(dy, seen.ySlopes, weight));
  }
  out.push(...outlineResiduals(question, subject, state));
  out.push(...cameraResiduals(question, state));
  return out;
}

/** So many of {@link residuals}, the last of them, are what is known of any camera. */
export const CAMERA_RESIDUALS = 2;

/** What lenses have, and where people stand: twelve points hardly tell a near head from a far one. */
function cameraResiduals(question: PhotoQuestion, { shiftMm, logFocal, modes }: State): Residual[] {
  const [focal, far] = [focalPrior(question), DISTANCE_PRIOR];
  const slopes = (at: number, slope: number) => {
    const row = new Float64Array(CAMERA_UNKNOWNS + modes.length);
    row[at] = slope;
    return row;
  };
  const z = shiftMm[2];
  return [
    { value: (logFocal - focal.log) / focal.sd, slopes: slopes(6, 1 / focal.sd) },
    { value: (Math.log(z) - far.log) / far.sd, slopes: slopes(5, 1 / (z * far.sd)) },
  ];
}

/** How far a clicked point lies from where a state has it, mm at its distance. */
export function missMm(
  question: PhotoQuestion,
  subject: Subject,
  state: State,
  name: PhotoPointName,
): number | undefined {
  const [at, place] = [question.points[name], subject.points.get(name)];
  if (!at || !place) return undefined;
  const { dx, dy, seen } = missOf(question, subject, name, at, place, state);
  return Math.hypot(dx, dy) / seen.pxPerMm;
}

/** Standard deviation of a point on each axis, pixels. */
export function clickSd(
  { isTheirs }: Subject,
  name: PhotoPointName,
  pxPerMm: number,
  { clickPx, found, spreadShare = 1 }: Pick<PhotoQuestion, 'clickPx' | 'found' | 'spreadShare'>,
): number {
  const ownMm = isTheirs ? THEIR_MM : spreadShare * PHOTO_POINTS[name].spreadMm;
  const foundMm = found?.includes(name) ? (FOUND_MM[name] ?? USUAL_FOUND_MM) : 0;
  return Math.hypot(clickPx ?? CLICK_PX, ownMm * pxPerMm, foundMm * pxPerMm);
}

export function clicked({ points }: PhotoQuestion): [PhotoPointName, Pixel][] {
  return Object.entries(points) as [PhotoPointName, Pixel][];
}

function missOf(
  question: PhotoQuestion,
  subject: Subject,
  name: PhotoPointName,
  at: Pixel,
  place: Place,
  state: State,
) {
  const seen = see(state, place);
  const dx = seen.x + question.widthPx / 2 - at[0];
  const dy = seen.y + question.heightPx / 2 - at[1];
  return { dx, dy, seen, sd: clickSd(subject, name, seen.pxPerMm, question) };
}

/**
 * A skull is round: how far a place lies outside its outline is the most by which it lies beyond it
 * in any direction, and less than nothing inside.
 */
function outlineResiduals(
  question: PhotoQuestion,
  { skull, isTheirs }: Subject,
  state: State,
): Residual[] {
  if (!question.outline?.length) return [];
  const seen = skull.map((place) => spot(state, place));
  const middle = [0, 0];
  for (const { x, y } of seen) {
    middle[0]! += x / seen.length;
    middle[1]! += y / seen.length;
  }
  const supports = Array.from({ length: DIRECTIONS }, (_, d) => {
    const angle = (2 * Math.PI * d) / DIRECTIONS;
    const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
    let [far, most] = [0, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < seen.length; i++) {
      const reach = nx * seen[i]!.x + ny * seen[i]!.y;
      if (reach > most) [far, most] = [i, reach];
    }
    return { nx, ny, far };
  });
  return question.outline.map((at) => {
    const [x, y] = [at[0] - question.widthPx / 2, at[1] - question.heightPx / 2];
    const [ox, oy] = [x - middle[0]!, y - middle[1]!];
    const reach = Math.hypot(ox, oy);
    let best: (typeof supports)[number] | undefined;
    let most = Number.NEGATIVE_INFINITY;
    for (const support of supports) {
      const { nx, ny, far } = support;
      if (nx * ox + ny * oy < SIDE_COS * reach) continue;
      const beyond = nx * (x - seen[far]!.x) + ny * (y - seen[far]!.y);
      if (beyond > most) [best, most] = [support, beyond];
    }
    const { nx, ny, far: place } = best ?? supports[0]!;
    const far = see(state, skull[place]!);
    const sd = Math.hypot(
      question.clickPx ?? CLICK_PX,
      (isTheirs ? THEIR_MM : (question.spreadShare ?? 1) * OUTLINE_MM) * far.pxPerMm,
    );
    const weight = trust(most / sd) / sd;
    const slopes = far.xSlopes.map((slope, i) => -weight * (nx * slope + ny * far.ySlopes[i]!));
    return { value: weight * most, slopes };
  });
}

/** Square root of the share a miss of so many standard deviations counts with (Huber). */
function trust(deviations: number): number {
  const far = Math.abs(deviations);
  return far > DOUBT_AT ? Math.sqrt(DOUBT_AT / far) : 1;
}

function scaled(value: number, slopes: Float64Array, by: number): Residual {
  return { value: value * by, slopes: slopes.map((slope) => slope * by) };
}

function moved({ mm, moves }: Place, modes: readonly number[]): Vec3 {
  let [x, y, z] = mm;
  for (let k = 0; k < moves.length; k++) {
    x += modes[k]! * moves[k]![0];
    y += modes[k]! * moves[k]![1];
    z += modes[k]! * moves[k]![2];
  }
  return [x, y, z];
}
