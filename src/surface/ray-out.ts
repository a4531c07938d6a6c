import type { Vec3 } from '../base/vec3.ts';
import { add, cross, dot, length, pointAt, scale, sub } from '../base/vec3.ts';
import type { SurfacePoint } from './nearest.ts';
import type { Surface } from './topology.ts';
import { CELL_MM, type TriangleGrid, triangleGrid } from './triangle-grid.ts';

/**
 * Last place where a ray from inside the head leaves it, or nothing if it never does.
 *
 * The last, because a scan may carry an inner shell.
 */
export function rayOut(surface: Surface, from: Vec3, along: Vec3): SurfacePoint | undefined {
  const grid = triangleGrid(surface);
  const speed = length(along);
  let best: { at: number; triangle: number } | undefined;
  // Inwards, a cell's edge at a time: whatever the ray meets lies in a cell beside a step.
  for (let mm = reachMm(grid, from); mm > -CELL_MM; mm -= CELL_MM) {
    if (best && best.at * speed > mm + CELL_MM) break;
    for (const t of beside(grid, add(from, scale(along, mm / speed)))) {
      const at = rayTriangle(surface, t, from, along);
      if (at === undefined || at <= 0) continue;
      // An edge belongs to both its triangles: the first in the mesh has it.
      if (!best || at > best.at || (at === best.at && t < best.triangle))
        best = { at, triangle: t };
    }
  }
  return best && { pointMm: add(from, scale(along, best.at)), triangle: best.triangle };
}

/** Farther than any triangle is from a place, mm. */
function reachMm({ originMm, size }: TriangleGrid, from: Vec3): number {
  const far = originMm.map((low, axis) =>
    Math.max(from[axis]! - low, low + size[axis]! * CELL_MM - from[axis]!),
  );
  return length(far as unknown as Vec3) + CELL_MM;
}

/** The triangles in the cell of a place and in those round it, some more than once. */
function* beside({ originMm, size, start, items }: TriangleGrid, place: Vec3): Generator<number> {
  const [x, y, z] = place.map((mm, axis) => Math.floor((mm - originMm[axis]!) / CELL_MM)) as [
    number,
    number,
    number,
  ];
  for (let i = Math.max(0, x - 1); i <= Math.min(size[0] - 1, x + 1); i++) {
    for (let j = Math.max(0, y - 1); j <= Math.min(size[1] - 1, y + 1); j++) {
      const row = (i * size[1] + j) * size[2];
      const [low, high] = [Math.max(0, z - 1), Math.min(size[2] - 1, z + 1)];
      if (low > high) continue;
      // Cells along z follow each other, and so do their triangles.
      for (let k = start[row + low]!; k < start[row + high + 1]!; k++) yield items[k]!;
    }
  }
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
