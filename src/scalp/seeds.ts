import type { Vec3 } from './head.ts';
import { nearestPoint } from './nearest.ts';
import type { Surface } from './topology.ts';
import { add, distance, dot, pointAt, scale, sub } from './vec3.ts';

/** Exact distances are given within this many mean edges of the curve. */
const SEED_EDGES = 2.2;

/**
 * Straight distances of the vertices around a curve.
 *
 * Within two edges (6 mm) of a 90 mm sphere straight and along the skin differ by 1 um. Only
 * vertices joined to the curve by triangles count, so an ear flap near the scalp is not seeded.
 */
export function seedsOfCurve(
  surface: Surface,
  curve: Float64Array,
  closed: boolean,
): Map<number, number> {
  const count = curve.length / 3;
  const hit = Array.from(
    { length: count },
    (_, i) => nearestPoint(surface, pointAt(curve, i)).triangle,
  );
  const radiusMm = SEED_EDGES * meanEdgeMm(surface, hit);
  const seeds = new Map<number, number>();
  const last = closed ? count : Math.max(1, count - 1);
  for (let i = 0; i < last; i++) {
    const a = pointAt(curve, i);
    const b = pointAt(curve, (i + 1) % count);
    forNearby(surface, hit[i]!, (vertex) => {
      const mm = toSegment(pointAt(surface.positionsMm, vertex), a, b);
      if (mm > radiusMm) return false;
      const known = seeds.get(vertex);
      if (known === undefined || mm < known) seeds.set(vertex, mm);
      return true;
    });
  }
  return seeds;
}

/** Straight distances of the vertices around one point of the surface. */
export function seedsOfPoint(surface: Surface, point: Vec3): Map<number, number> {
  return seedsOfCurve(surface, Float64Array.from(point), false);
}

/** Visits vertices outwards from a triangle as long as `inside` says yes. */
function forNearby(surface: Surface, triangle: number, inside: (vertex: number) => boolean): void {
  const { triangles, vertexStart, vertexTriangles } = surface;
  const seen = new Set<number>();
  const open: number[] = [];
  // The corners always count, however far: a curve inside a huge triangle must still be heard.
  const visit = (vertex: number) => {
    if (seen.has(vertex)) return;
    seen.add(vertex);
    if (inside(vertex)) open.push(vertex);
  };
  for (let k = 0; k < 3; k++) visit(triangles[3 * triangle + k]!);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (let i = vertexStart[next]!; i < vertexStart[next + 1]!; i++) {
      for (let k = 0; k < 3; k++) visit(triangles[3 * vertexTriangles[i]! + k]!);
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

function toSegment(p: Vec3, a: Vec3, b: Vec3): number {
  const along = sub(b, a);
  const lengthSq = dot(along, along);
  const share = lengthSq > 0 ? dot(sub(p, a), along) / lengthSq : 0;
  return distance(p, add(a, scale(along, Math.min(1, Math.max(0, share)))));
}
