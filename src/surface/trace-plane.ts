import type { Vec3 } from '../base/vec3.ts';
import { add, distance, dot, pointAt, scale, sub } from '../base/vec3.ts';
import { nearestPoint, type SurfacePoint } from './nearest.ts';
import type { Surface } from './topology.ts';

/**
 * Walks over the skin in a plane, as a tape measure laid along it.
 *
 * @param normal - Of the plane, which goes through `from`.
 * @param towards - Which of the two ways to set out.
 * @param lengthMm - Along the skin, at least 0.
 * @returns Every crossed edge and the end point, or less if the walk meets a rim of the mesh.
 */
export function tracePlane(
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

/** End point of `tracePlane`. */
export function traceTo(
  surface: Surface,
  from: Vec3,
  normal: Vec3,
  towards: Vec3,
  lengthMm: number,
): SurfacePoint {
  const path = tracePlane(surface, from, normal, towards, lengthMm);
  return path[path.length - 1]!;
}
