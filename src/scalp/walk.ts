import type { Vec3 } from './head.ts';
import { nearestPoint, type SurfacePoint } from './nearest.ts';
import type { Surface } from './topology.ts';
import { add, cross, distance, dot, pointAt, scale, sub } from './vec3.ts';

/**
 * Walks over the skin in a plane, as a tape measure laid along it.
 *
 * @param normal - Of the plane, which goes through `from`.
 * @param towards - Which of the two ways to set out.
 * @param lengthMm - Along the skin, at least 0.
 * @returns Every crossed edge and the end point, or less if the walk meets a rim of the mesh.
 */
export function walkPlane(
  surface: Surface,
  from: Vec3,
  normal: Vec3,
  towards: Vec3,
  lengthMm: number,
): SurfacePoint[] {
  // A plane through vertices has no clear sides there; a tenth of a micrometre aside it has.
  const start = nearestPoint(surface, add(from, scale(normal, 1e-4)));
  const offset = dot(normal, start.pointMm);
  const path: SurfacePoint[] = [start];
  let here = start.pointMm;
  let triangle = start.triangle;
  let cameFrom = -1;
  let left = lengthMm;

  for (let step = 0; step < surface.triangleCount; step++) {
    const exit = exitOf(surface, triangle, normal, offset, cameFrom, here, towards);
    if (!exit) break;
    const leg = distance(here, exit.pointMm);
    if (leg >= left) {
      const share = leg > 0 ? left / leg : 0;
      path.push({ pointMm: add(here, scale(sub(exit.pointMm, here), share)), triangle });
      break;
    }
    left -= leg;
    here = exit.pointMm;
    cameFrom = triangle;
    if (exit.next < 0) break;
    triangle = exit.next;
    path.push({ pointMm: here, triangle });
  }
  return path;
}

/** Where the plane leaves a triangle other than by the edge it came in. */
function exitOf(
  surface: Surface,
  triangle: number,
  normal: Vec3,
  offset: number,
  cameFrom: number,
  here: Vec3,
  towards: Vec3,
): { pointMm: Vec3; next: number } | undefined {
  const { positionsMm, triangles, across } = surface;
  let best: { pointMm: Vec3; next: number } | undefined;
  let bestAhead = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < 3; k++) {
    const next = across[3 * triangle + k]!;
    if (cameFrom >= 0 && next === cameFrom) continue;
    const a = pointAt(positionsMm, triangles[3 * triangle + k]!);
    const b = pointAt(positionsMm, triangles[3 * triangle + ((k + 1) % 3)]!);
    const da = dot(normal, a) - offset;
    const db = dot(normal, b) - offset;
    // Zero counts as positive, so an edge in the plane is never crossed and a vertex once.
    if (da >= 0 === db >= 0) continue;
    const pointMm = add(a, scale(sub(b, a), da / (da - db)));
    const ahead = dot(towards, sub(pointMm, here));
    if (ahead > bestAhead) {
      bestAhead = ahead;
      best = { pointMm, next };
    }
  }
  return best;
}

/** End point of `walkPlane`. */
export function walkTo(
  surface: Surface,
  from: Vec3,
  normal: Vec3,
  towards: Vec3,
  lengthMm: number,
): SurfacePoint {
  const path = walkPlane(surface, from, normal, towards, lengthMm);
  return path[path.length - 1]!;
}

/**
 * Last place where a ray from inside the head leaves it, or nothing if it never does.
 *
 * The last, because a scan may carry an inner shell.
 */
export function rayOut(surface: Surface, from: Vec3, along: Vec3): SurfacePoint | undefined {
  const { positionsMm: p, triangles } = surface;
  const alongSq = dot(along, along);
  const reachSq = surface.longestEdgeMm * surface.longestEdgeMm;
  let best: SurfacePoint | undefined;
  let bestAt = 0;
  for (let t = 0; t < surface.triangleCount; t++) {
    // Cheap refusal: first corner further from the ray than any edge is long.
    const i = 3 * triangles[3 * t]!;
    const wx = p[i]! - from[0];
    const wy = p[i + 1]! - from[1];
    const wz = p[i + 2]! - from[2];
    const ahead = wx * along[0] + wy * along[1] + wz * along[2];
    const gapSq = wx * wx + wy * wy + wz * wz - (ahead * ahead) / alongSq;
    if (gapSq > reachSq) continue;
    const at = rayTriangle(surface, t, from, along);
    if (at !== undefined && at > bestAt) {
      bestAt = at;
      best = { pointMm: add(from, scale(along, at)), triangle: t };
    }
  }
  return best;
}

/** Moller & Trumbore 1997, both faces; edges belong to the triangle. */
function rayTriangle(surface: Surface, t: number, from: Vec3, along: Vec3): number | undefined {
  const { positionsMm, triangles } = surface;
  const a = pointAt(positionsMm, triangles[3 * t]!);
  const u = sub(pointAt(positionsMm, triangles[3 * t + 1]!), a);
  const v = sub(pointAt(positionsMm, triangles[3 * t + 2]!), a);
  const pv = cross(along, v);
  const det = dot(u, pv);
  if (det === 0) return undefined;
  const w = sub(from, a);
  const s = dot(w, pv) / det;
  const qv = cross(w, u);
  const r = dot(along, qv) / det;
  if (s < -1e-9 || r < -1e-9 || s + r > 1 + 1e-9) return undefined;
  return dot(v, qv) / det;
}
