import { DotworkError } from '../../base/errors.ts';
import { hashWords } from '../../base/hash.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { sub } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import type { SurfacePoint } from '../../surface/nearest.ts';
import { rayOut } from '../../surface/ray-out.ts';
import type { Surface } from '../../surface/topology.ts';
import { traceTo } from '../../surface/trace-plane.ts';
import { headCentre } from '../chart.ts';
import { type FrontPoint, placeAt } from './hairline-moves.ts';
import { HAIRLINE_RANGES, type HairlineNumbers } from './hairline-spec.ts';

/** A named point the hairline goes through. */
export interface ControlPoint {
  readonly name: string;
  readonly positionMm: Vec3;
}

/** Points as laid out, before waves: where the rules put them and whether a hand moved them. */
export interface LaidPoint extends ControlPoint {
  readonly ruleMm: Vec3;
  readonly moved: boolean;
}

/** How far below the inion the nape line lies, mm along the skin. */
const NAPE_MM = 45;

/** Left-hand points between sideburn and nape: y and z from the tragion, mm on a mean head. */
const SIDE: readonly (readonly [name: string, y: number, z: number])[] = [
  ['sideburnBack', 1, 14],
  ['earFront', 22, 13],
  ['earFrontTop', 39, 6],
  ['earTop', 46, -11],
  ['earBackTop', 38, -31],
  ['earBack', 16, -43],
  ['earBackLow', -8, -46],
  ['napeSide', -32, -52],
];

/** What the rules gave last on a surface: while a hand moves points, they stand. */
const lastRules = new WeakMap<Surface, { readonly key: string; readonly points: RulePoints }>();

interface RulePoints {
  readonly points: readonly ControlPoint[];
  readonly frontCount: number;
}

/**
 * The control points of a closed hairline, those that a hand moved where it put them.
 *
 * @returns `frontCount` of them belong to the front.
 */
export function controlPoints(
  head: Head,
  surface: Surface,
  { moved, ...numbers }: HairlineNumbers,
): { points: LaidPoint[]; frontCount: number } {
  const key = JSON.stringify([numbers, head.landmarks]);
  const last = lastRules.get(surface);
  const rules = last?.key === key ? last.points : rulePoints(head, surface, numbers);
  lastRules.set(surface, { key, points: rules });
  const points = rules.points.map(({ name, positionMm }) => {
    const offset = moved[name as FrontPoint];
    const at = offset ? placeAt(head, name as FrontPoint, positionMm, offset) : positionMm;
    return { name, positionMm: at, ruleMm: positionMm, moved: offset !== undefined };
  });
  return { points, frontCount: rules.frontCount };
}

/**
 * How far from the midline the corners of a hairline may lie on a head, mm; 0 where it has no
 * forehead at that height.
 */
export function mostHalfWidthMm(head: Head, surface: Surface, midFrontalMm: number): number {
  const centre = headCentre(head.landmarks);
  return widestMm(surface, centre, sub(midFrontal(head, surface, midFrontalMm), centre));
}

function midFrontal({ landmarks }: Head, surface: Surface, midFrontalMm: number): Vec3 {
  return traceTo(surface, landmarks.glabella, [1, 0, 0], [0, 1, 0], midFrontalMm).pointMm;
}

/** Where the mid-frontal level meets the skin so far from the midline, if it does. */
function onLevel(surface: Surface, centre: Vec3, level: Vec3, x: number): SurfacePoint | undefined {
  return rayOut(surface, [x, centre[1], centre[2]], [0, level[1], level[2]]);
}

/** Narrower than any head, and wider; between them the level is looked for, mm. */
const WIDTHS_MM = [5, 150] as const;

/** How far the mid-frontal level reaches on both sides of the midline, whole tenths of a mm. */
function widestMm(surface: Surface, centre: Vec3, level: Vec3): number {
  const reaches = (mm: number) =>
    [mm, -mm].every((x) => onLevel(surface, centre, level, x) !== undefined);
  let [low, high] = WIDTHS_MM.map((mm) => 10 * mm) as [number, number];
  if (!reaches(low / 10)) return 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reaches(middle / 10)) low = middle;
    else high = middle;
  }
  return low / 10;
}

function tooWide(halfWidthMm: number, mostMm: number): DotworkError {
  const [least] = HAIRLINE_RANGES.halfWidthMm;
  if (mostMm < least) {
    return new DotworkError(
      'mesh',
      `No hairline fits this head: where it should begin, the skin reaches ${mostMm} mm to each side, and ${least} mm are needed.`,
      'Check the landmarks of the head, and that its forehead is there.',
    );
  }
  return new DotworkError(
    'plan',
    `The hairline's halfWidthMm is ${Number(halfWidthMm.toFixed(1))}; on this head it is ${mostMm} mm at most.`,
    'Make it smaller.',
  );
}

/**
 * Where the rules put the points: left sideburn over the forehead to the right one, then
 * round the right ear, along the nape and round the left ear.
 */
function rulePoints(
  head: Head,
  surface: Surface,
  numbers: Omit<HairlineNumbers, 'moved'>,
): RulePoints {
  const { landmarks } = head;
  const centre = headCentre(landmarks);
  const mid = midFrontal(head, surface, numbers.midFrontalMm);
  // In the plane of the level, pointing out; its turn by a right angle points back over the crown.
  const level = sub(mid, centre);
  const backwards: Vec3 = [0, level[2], -level[1]];

  /** A point beside the midline, so many mm behind the mid-frontal level along the skin. */
  const behind = (x: number, mm: number): Vec3 => {
    const start = onLevel(surface, centre, level, x);
    if (!start) throw tooWide(numbers.halfWidthMm, widestMm(surface, centre, level));
    const way: Vec3 = mm < 0 ? [0, -backwards[1], -backwards[2]] : backwards;
    return traceTo(surface, start.pointMm, [x < 0 ? -1 : 1, 0, 0], way, Math.abs(mm)).pointMm;
  };

  const front = (side: 1 | -1): ControlPoint[] => {
    const word = side > 0 ? 'Left' : 'Right';
    const { halfWidthMm: w, moundMm, peakMm, sweep } = numbers;
    const tilt = hashWords(numbers.seed, 0xa5) & 1 ? side : -side;
    const recession = numbers.templeRecessionMm + (tilt * numbers.asymmetryMm) / 2;
    const rise = peakMm - moundMm;
    const points: (readonly [string, Vec3])[] = [];
    // Half of 21.3 mm: where the peak has run out, and the line stays as far back as that.
    if (peakMm > 0) points.push(['peakShoulder', behind(side * 10.65, peakMm)]);
    points.push(
      ['mound', behind(side * 0.42 * w, rise + ((4 * sweep * sweep) / 9) * recession)],
      ['midPupil', behind(side * 0.7 * w, (peakMm > 0 ? 1 : 0.6) * rise + sweep * recession)],
      ['corner', behind(side * w, recession)],
      ['temporalPeak', temple(head, surface, side, recession)],
      ['temporalRecess', beside(surface, head, side, 33, 37)],
      ['sideburnFront', beside(surface, head, side, 15, 29)],
      ['sideburnTip', beside(surface, head, side, 1, 25)],
    );
    return points.map(([name, positionMm]) => ({ name: `${name}${word}`, positionMm }));
  };

  const rear = (side: 1 | -1): ControlPoint[] => {
    const word = side > 0 ? 'Left' : 'Right';
    const points = SIDE.map(([name, y, z]) => ({
      name: `${name}${word}`,
      positionMm: beside(surface, head, side, y, z),
    }));
    const from: Vec3 = [side * 0.4 * Math.abs(landmarks.euryonLeft[0]), nape[1] - 1, centre[2]];
    const low = rayOut(surface, from, [0, 0, -1]);
    if (low) points.push({ name: `napeCorner${word}`, positionMm: low.pointMm });
    return points;
  };

  const nape = traceTo(surface, landmarks.inion, [1, 0, 0], [0, -1, 0], NAPE_MM).pointMm;
  const fronts = [...front(1).reverse(), { name: 'midFrontal', positionMm: mid }, ...front(-1)];
  const rears = [...rear(-1), { name: 'nape', positionMm: nape }, ...rear(1).reverse()];
  return { points: [...fronts, ...rears], frontCount: fronts.length };
}

/**
 * The foremost point of the temple hair: about 50 mm below the corner towards the canthus line
 * (Garg 2017, point D), further back where the corner is.
 */
function temple(head: Head, surface: Surface, side: 1 | -1, recessionMm: number): Vec3 {
  const { glabella, vertex, tragionLeft, canthusLeft } = head.landmarks;
  const y = glabella[1] + 0.26 * (vertex[1] - glabella[1]) - tragionLeft[1];
  const z = 0.71 * (canthusLeft[2] - tragionLeft[2]) - 0.25 * (recessionMm - 24);
  return beside(surface, head, side, y, z, false);
}

/** Skin beside the tragion, found from the head's middle plane: y up and z forward of it, mm. */
function beside(
  surface: Surface,
  head: Head,
  side: 1 | -1,
  y: number,
  z: number,
  scaled = true,
): Vec3 {
  const { tragionLeft: t, glabella, opisthocranion } = head.landmarks;
  // Points near the ear are so many mm off it on a mean head 196 mm long.
  const size = scaled ? (glabella[2] - opisthocranion[2]) / 196 : 1;
  const hit = rayOut(surface, [0, t[1] + size * y, t[2] + size * z], [side, 0, 0]);
  if (!hit) {
    throw new DotworkError(
      'mesh',
      'The hairline cannot be laid round the ears: the head has no skin where they should be.',
      'Check the landmarks of the head.',
    );
  }
  return hit.pointMm;
}
