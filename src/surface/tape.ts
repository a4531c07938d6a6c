import type { Vec3 } from '../base/vec3.ts';

/** A cutting plane: where it passes and two unit axes that span it, at right angles. */
export interface TapePlane {
  readonly origin: Vec3;
  readonly right: Vec3;
  readonly up: Vec3;
}

/** Points in a plane, two numbers each: along `right` and along `up`, mm. */
export type PlanePoints = number[];

/**
 * Where a plane crosses the edges of a triangle mesh, in plane coordinates.
 *
 * Only + - * / and square roots here and below: tapes steer the fit of a head, and a head must
 * come out the same to the bit on every engine.
 *
 * @param positionsMm - Three per vertex.
 */
export function cutPoints(
  positionsMm: Float64Array,
  triangles: ArrayLike<number>,
  plane: TapePlane,
): PlanePoints {
  const { origin: o, right: r, up: u } = plane;
  const nx = r[1] * u[2] - r[2] * u[1];
  const ny = r[2] * u[0] - r[0] * u[2];
  const nz = r[0] * u[1] - r[1] * u[0];
  const height = (v: number) =>
    (positionsMm[v * 3]! - o[0]) * nx +
    (positionsMm[v * 3 + 1]! - o[1]) * ny +
    (positionsMm[v * 3 + 2]! - o[2]) * nz;
  const out: PlanePoints = [];
  for (let t = 0; t < triangles.length; t += 3) {
    let from = triangles[t + 2]!;
    let fromHeight = height(from);
    for (let k = 0; k < 3; k++) {
      const to = triangles[t + k]!;
      const toHeight = height(to);
      if (fromHeight < 0 !== toHeight < 0) {
        const s = fromHeight / (fromHeight - toHeight);
        const at = (axis: number) =>
          positionsMm[from * 3 + axis]! +
          s * (positionsMm[to * 3 + axis]! - positionsMm[from * 3 + axis]!);
        out.push(...toPlane(plane, [at(0), at(1), at(2)]));
      }
      from = to;
      fromHeight = toHeight;
    }
  }
  return out;
}

/** A point in plane coordinates, dropped onto the plane. */
export function toPlane({ origin: o, right: r, up: u }: TapePlane, p: Vec3): [number, number] {
  const [x, y, z] = [p[0] - o[0], p[1] - o[1], p[2] - o[2]];
  return [x * r[0] + y * r[1] + z * r[2], x * u[0] + y * u[1] + z * u[2]];
}

/** Length of a taut closed tape around points: the perimeter of their convex hull, mm. */
export function tapeAround(points: PlanePoints): number {
  const hull = convexHull(points);
  let length = 0;
  for (let i = 0; i < hull.length; i++) length += span(hull[i]!, hull[(i + 1) % hull.length]!);
  return length;
}

/**
 * Length of a tape pulled taut from one end to the other over the points on its left, mm.
 *
 * @param from - Plane coordinates of the ends; points right of the line between them are ignored.
 */
export function tapeOver(points: PlanePoints, from: Point, to: Point): number {
  const path = tapePath(points, from, to);
  let length = 0;
  for (let i = 1; i < path.length; i++) length += span(path[i - 1]!, path[i]!);
  return length;
}

/** Where such a tape touches, from end to end. */
export function tapePath(points: PlanePoints, from: Point, to: Point): Point[] {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const over: PlanePoints = [...from, ...to];
  for (let i = 0; i < points.length; i += 2) {
    if (dx * (points[i + 1]! - from[1]) - dy * (points[i]! - from[0]) > 0) {
      over.push(points[i]!, points[i + 1]!);
    }
  }
  // Counter-clockwise the end follows the start at once: the tape is the way back.
  const hull = convexHull(over);
  const end = hull.findIndex(([x, y]) => x === to[0] && y === to[1]);
  return [...hull.slice(end), ...hull.slice(0, end)].reverse();
}

/** A place in a plane: along `right` and along `up`, mm. */
export type Point = readonly [number, number];

/** Andrew's monotone chain, counter-clockwise, collinear points left out. */
function convexHull(points: PlanePoints): Point[] {
  const sorted: Point[] = [];
  for (let i = 0; i < points.length; i += 2) sorted.push([points[i]!, points[i + 1]!]);
  sorted.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (order: readonly Point[]) => {
    const chain: Point[] = [];
    for (const p of order) {
      while (chain.length > 1 && turn(chain[chain.length - 2]!, chain[chain.length - 1]!, p) <= 0) {
        chain.pop();
      }
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function span(a: Point, b: Point): number {
  return Math.sqrt((b[0] - a[0]) * (b[0] - a[0]) + (b[1] - a[1]) * (b[1] - a[1]));
}
