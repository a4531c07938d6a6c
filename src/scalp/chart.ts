import type { Vec3 } from '../base/vec3.ts';
import { sub, unit } from '../base/vec3.ts';
import type { Head, LandmarkName } from '../head/head.ts';

/**
 * A flat picture of the scalp: direction from the head's centre, laid out like the top view on a
 * loss chart with the sides folded out.
 *
 * +x is the subject's left, +z the front. The distance from the middle is the angle from straight
 * up in quarter turns: 0 crown of the head, 1 the level of the forehead's widest cut, more below.
 * Angles, so the same shape fits every head; one unit is about 155 mm of skin.
 */
export interface Chart {
  /** Two per vertex (x, z), quarter turns. */
  readonly xz: Float64Array;
}

/** Millimetres of skin in one chart unit: crown to brow over 90 degrees on a mean head. */
export const CHART_MM = 155;

type Landmarks = Readonly<Record<LandmarkName, Vec3>>;

/** Middle of the braincase: half way along its length, about a quarter up from the ears. */
export function headCentre({ tragionLeft, tragionRight, vertex, ...points }: Landmarks): Vec3 {
  const earY = (tragionLeft[1] + tragionRight[1]) / 2;
  return [
    (tragionLeft[0] + tragionRight[0]) / 2,
    earY + 0.23 * (vertex[1] - earY),
    (points.glabella[2] + points.opisthocranion[2]) / 2,
  ];
}

/** Chart place of every vertex of a head. */
export function chartOf(head: Head): Chart {
  const centre = headCentre(head.landmarks);
  const { positionsUm } = head.mesh;
  const count = positionsUm.length / 3;
  const xz = new Float64Array(2 * count);
  for (let v = 0; v < count; v++) {
    const point: Vec3 = [
      positionsUm[3 * v]! / 1000,
      positionsUm[3 * v + 1]! / 1000,
      positionsUm[3 * v + 2]! / 1000,
    ];
    const [x, z] = chartPlace(point, centre);
    xz[2 * v] = x;
    xz[2 * v + 1] = z;
  }
  return { xz };
}

/** Chart place of a point, quarter turns. */
export function chartPlace(point: Vec3, centre: Vec3): readonly [x: number, z: number] {
  const [x, y, z] = unit(sub(point, centre));
  const side = Math.sqrt(x * x + z * z);
  if (side === 0) return [0, y < 0 ? 2 : 0];
  const turn = quarterTurns(y, side);
  return [(turn * x) / side, (turn * z) / side];
}

/** Direction in space of a chart place, the inverse of `chartPlace`. */
export function chartDirection(x: number, z: number): Vec3 {
  const turn = Math.sqrt(x * x + z * z);
  if (turn === 0) return [0, 1, 0];
  const [cos, sin] = turnCosSin(turn);
  return [(sin * x) / turn, cos, (sin * z) / turn];
}

/** Same circle seen from the far pole: a plane where curves round the crown stay closed. */
export function stereographic(point: Vec3, centre: Vec3): readonly [u: number, v: number] {
  const [x, y, z] = unit(sub(point, centre));
  // Straight down has no place; a point far off stands for it.
  const down = Math.max(1e-6, 1 + y);
  return [x / down, z / down];
}

/** Angle of (cos, sin) in quarter turns, 0 to 2, from square roots and a series. */
function quarterTurns(cos: number, sin: number): number {
  // Three halvings bring any angle up to half a turn below 22.5 degrees.
  let c = cos;
  let s = sin;
  for (let i = 0; i < 3; i++) {
    const half = Math.sqrt(Math.max(0, (1 + c) / 2));
    // sin(a/2) = sin a / (2 cos(a/2)) loses nothing near 0; near half a turn cos(a/2) vanishes.
    s = half > 0.1 ? s / (2 * half) : Math.sqrt(Math.max(0, (1 - c) / 2));
    c = half;
  }
  const q = s * s;
  const arc =
    s * (1 + q * (1 / 6 + q * (3 / 40 + q * (15 / 336 + q * (105 / 3456 + q * (945 / 42240))))));
  // 8 halved angles, in units of pi/2.
  return (arc * 8) / 1.5707963267948966;
}

/** Cosine and sine of an angle in quarter turns, 0 to 2: a series, then three doublings. */
function turnCosSin(turn: number): readonly [cos: number, sin: number] {
  const a = (turn * 1.5707963267948966) / 8;
  const q = a * a;
  let s = a * (1 - (q / 6) * (1 - (q / 20) * (1 - (q / 42) * (1 - q / 72))));
  let c = 1 - (q / 2) * (1 - (q / 12) * (1 - (q / 30) * (1 - q / 56)));
  for (let i = 0; i < 3; i++) {
    const double = 2 * s * c;
    c = 1 - 2 * s * s;
    s = double;
  }
  return [c, s];
}
