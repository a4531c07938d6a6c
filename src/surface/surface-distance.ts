import { DotworkError } from '../base/errors.ts';
import type { Vec3 } from '../base/vec3.ts';
import { cross, distance, dot, length, pointAt, scale, sub, unit } from '../base/vec3.ts';
import { distanceFromPoint, FAR_MM } from './geodesic.ts';
import { nearestPoint, type SurfacePoint } from './nearest.ts';
import type { Surface } from './topology.ts';

/** The shortest way over the skin between two points. */
export interface SkinPath {
  readonly mm: number;
  /** Points on the skin from the first to the second, about 1 mm apart. */
  readonly path: readonly Vec3[];
}

/** Step of the way back, mm: about a third of an edge of the scalp. */
const STEP_MM = 1;

/**
 * Distance along the skin between two points, and the way it goes. Points off the skin are dropped
 * onto it. Throws a `mesh` error where no skin joins them.
 */
export function surfaceDistance(surface: Surface, a: Vec3, b: Vec3): SkinPath {
  const from = nearestPoint(surface, a);
  const to = nearestPoint(surface, b);
  const straight = distance(from.pointMm, to.pointMm);
  if (from.triangle === to.triangle) return { mm: straight, path: [from.pointMm, to.pointMm] };
  // Ways over a head are rarely longer than 1.7 chords; around an ear they may be.
  let field = distanceFromPoint(surface, from.pointMm, 1.7 * straight + 4 * surface.longestEdgeMm);
  let mm = distanceAt(surface, field, to);
  if (mm >= FAR_MM) {
    field = distanceFromPoint(surface, from.pointMm);
    mm = distanceAt(surface, field, to);
  }
  if (mm >= FAR_MM) {
    throw new DotworkError(
      'mesh',
      'No skin joins these two points.',
      'Pick both on the same head.',
    );
  }
  return { mm, path: wayBack(surface, field, to, from).reverse() };
}

/**
 * A distance field at a point inside a triangle: as if its corners heard of one source in the
 * plane, which is exact near a source and third order far from it.
 */
export function distanceAt(
  { positionsMm, triangles }: Surface,
  field: Float64Array,
  { pointMm, triangle }: SurfacePoint,
): number {
  let least = FAR_MM;
  for (let k = 0; k < 3; k++) {
    const [v, w] = [triangles[3 * triangle + k]!, triangles[3 * triangle + ((k + 1) % 3)]!];
    const [a, b] = [pointAt(positionsMm, v), pointAt(positionsMm, w)];
    least = Math.min(least, overEdge(a, b, field[v]!, field[w]!, pointMm));
  }
  return least;
}

function overEdge(a: Vec3, b: Vec3, dA: number, dB: number, x: Vec3): number {
  const byCorner = Math.min(dA + distance(a, x), dB + distance(b, x));
  const edge = distance(a, b);
  if (!(edge > 0) || dA >= FAR_MM || dB >= FAR_MM) return byCorner;
  // In the plane of the triangle: the edge on the first axis, the source below it, x above.
  const sx = (edge * edge + dA * dA - dB * dB) / (2 * edge);
  const sy = Math.sqrt(Math.max(0, dA * dA - sx * sx));
  const xx = dot(sub(x, a), sub(b, a)) / edge;
  const gap = distance(a, x);
  const xy = Math.sqrt(Math.max(0, gap * gap - xx * xx));
  const crossing = sy + xy > 0 ? sx + ((xx - sx) * sy) / (sy + xy) : sx;
  if (!(crossing >= 0 && crossing <= edge)) return byCorner;
  return Math.min(byCorner, Math.sqrt((xx - sx) * (xx - sx) + (xy + sy) * (xy + sy)));
}

/** Goes down the field in small steps on the skin. */
function wayBack(
  surface: Surface,
  field: Float64Array,
  to: SurfacePoint,
  from: SurfacePoint,
): Vec3[] {
  const path: Vec3[] = [to.pointMm];
  let here = to;
  let left = distanceAt(surface, field, here);
  while (distance(here.pointMm, from.pointMm) > 2 * STEP_MM && path.length < FAR_MM) {
    const down = downhill(surface, field, here.triangle);
    const next = nearestPoint(surface, sub(here.pointMm, scale(down, STEP_MM)));
    const mm = distanceAt(surface, field, next);
    // At a ridge or in a flat triangle there is no way down: the last stretch is drawn straight.
    if (!(mm < left)) break;
    path.push(next.pointMm);
    [here, left] = [next, mm];
  }
  path.push(from.pointMm);
  return path;
}

/** Unit direction in which the field grows fastest within a triangle. */
function downhill({ positionsMm, triangles }: Surface, field: Float64Array, t: number): Vec3 {
  const [a, b, c] = [0, 1, 2].map((k) => pointAt(positionsMm, triangles[3 * t + k]!)) as [
    Vec3,
    Vec3,
    Vec3,
  ];
  const [fa, fb, fc] = [0, 1, 2].map((k) => field[triangles[3 * t + k]!]!) as [
    number,
    number,
    number,
  ];
  const [u, v] = [sub(b, a), sub(c, a)];
  const normal = cross(u, v);
  if (length(normal) === 0) return [0, 0, 0];
  const [gu, gv] = [cross(v, normal), cross(normal, u)];
  // Gradient of the linear field, up to the factor 1 / |normal|²; its sign is set by the winding.
  return unit([0, 1, 2].map((k) => gu[k]! * (fb - fa) + gv[k]! * (fc - fa)) as unknown as Vec3);
}
