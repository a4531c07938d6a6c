import type { Vec3 } from '../base/vec3.ts';
import { add, distance, dot, pointAt, scale, sub } from '../base/vec3.ts';
import { nearestPoint } from './nearest.ts';
import type { Surface } from './topology.ts';

/** Exact distances are given within this many mean edges of the curve. */
const SEED_EDGES = 2.2;

/** Vertices beside a curve: exact distance, and the unit direction away from it. */
export interface Seeds {
  readonly distanceMm: ReadonlyMap<number, number>;
  readonly gradient: ReadonlyMap<number, Vec3>;
}

/**
 * Straight distances of the vertices around a curve, or around one point.
 *
 * Within two edges (6 mm) of a 90 mm sphere straight and along the skin differ by 1 um. Only
 * vertices joined to the curve by triangles count, so an ear flap near the scalp is not seeded.
 */
export function seedsOfCurve(surface: Surface, curve: Float64Array, closed: boolean): Seeds {
  const count = curve.length / 3;
  const hit = Array.from(
    { length: count },
    (_, i) => nearestPoint(surface, pointAt(curve, i)).triangle,
  );
  const radiusMm = SEED_EDGES * meanEdgeMm(surface, hit);
  const distanceMm = new Map<number, number>();
  const gradient = new Map<number, Vec3>();
  const seenBy = new Int32Array(surface.vertexCount).fill(-1);
  const last = closed ? count : Math.max(1, count - 1);
  for (let i = 0; i < last; i++) {
    const a = pointAt(curve, i);
    const b = pointAt(curve, (i + 1) % count);
    // Corners of the triangle itself always count: the curve may lie inside a huge one.
    forNearby(surface, hit[i]!, seenBy, i, (vertex, corner) => {
      const point = pointAt(surface.positionsMm, vertex);
      const foot = onSegment(point, a, b);
      const mm = distance(point, foot);
      if (mm > radiusMm && !corner) return false;
      const known = distanceMm.get(vertex);
      if (known === undefined || mm < known) {
        distanceMm.set(vertex, mm);
        gradient.set(vertex, mm > 0 ? scale(sub(point, foot), 1 / mm) : [0, 0, 0]);
      }
      return true;
    });
  }
  return { distanceMm, gradient };
}

/** Visits vertices outwards from a triangle as long as `inside` says yes. */
function forNearby(
  surface: Surface,
  triangle: number,
  seenBy: Int32Array,
  visitor: number,
  inside: (vertex: number, corner: boolean) => boolean,
): void {
  const { triangles, vertexStart, vertexTriangles } = surface;
  const open: number[] = [];
  const visit = (vertex: number, corner: boolean) => {
    if (seenBy[vertex] === visitor) return;
    seenBy[vertex] = visitor;
    if (inside(vertex, corner)) open.push(vertex);
  };
  for (let k = 0; k < 3; k++) visit(triangles[3 * triangle + k]!, true);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (let i = vertexStart[next]!; i < vertexStart[next + 1]!; i++) {
      for (let k = 0; k < 3; k++) visit(triangles[3 * vertexTriangles[i]! + k]!, false);
    }
  }
}

function meanEdgeMm(surface: Surface, hit: readonly number[]): number {
  const { positionsMm, triangles } = surface;
  let sum = 0;
  for (const t of hit) {
    for (let k = 0; k < 3; k++) {
      const a = pointAt(positionsMm, triangles[3 * t + k]!);
      sum += distance(a, pointAt(positionsMm, triangles[3 * t + ((k + 1) % 3)]!));
    }
  }
  return sum / (3 * hit.length);
}

function onSegment(p: Vec3, a: Vec3, b: Vec3): Vec3 {
  const along = sub(b, a);
  const lengthSq = dot(along, along);
  const share = lengthSq > 0 ? dot(sub(p, a), along) / lengthSq : 0;
  return add(a, scale(along, Math.min(1, Math.max(0, share))));
}
