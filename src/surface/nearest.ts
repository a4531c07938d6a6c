import type { Vec3 } from '../base/vec3.ts';
import type { Surface } from './topology.ts';
import { CELL_MM, type TriangleGrid, triangleGrid } from './triangle-grid.ts';

/** A point on the surface and a triangle it lies in. */
export interface SurfacePoint {
  readonly pointMm: Vec3;
  readonly triangle: number;
}

/** Nearest point of the surface to a point in space. */
export function nearestPoint(surface: Surface, to: Vec3): SurfacePoint {
  const grid = triangleGrid(surface);
  const cell = [0, 1, 2].map((axis) =>
    clamp(Math.floor((to[axis]! - grid.originMm[axis]!) / CELL_MM), grid.size[axis]!),
  );
  const best: Best = { pointMm: to, triangle: -1, gapSq: Number.POSITIVE_INFINITY };
  const rings = Math.max(...grid.size);
  for (let ring = 0; ring <= rings; ring++) {
    // Everything in ring r is at least r - 1 whole cells away.
    const reach = Math.max(0, ring - 1) * CELL_MM;
    if (reach * reach > best.gapSq) break;
    searchRing(surface, grid, cell, ring, to, best);
  }
  return { pointMm: best.pointMm, triangle: best.triangle };
}

interface Best {
  pointMm: Vec3;
  triangle: number;
  gapSq: number;
}

/** Looks through the cells that are `ring` steps away, leaving out those too far to matter. */
function searchRing(
  surface: Surface,
  grid: TriangleGrid,
  cell: readonly number[],
  ring: number,
  to: Vec3,
  best: Best,
): void {
  const [sx, sy, sz] = grid.size;
  const [cx, cy, cz] = cell as [number, number, number];
  for (let x = Math.max(0, cx - ring); x <= Math.min(sx - 1, cx + ring); x++) {
    const gapX = axisGap(grid, 0, x, to);
    for (let y = Math.max(0, cy - ring); y <= Math.min(sy - 1, cy + ring); y++) {
      const gapY = axisGap(grid, 1, y, to);
      const wall = Math.abs(x - cx) === ring || Math.abs(y - cy) === ring;
      for (let z = cz - ring; z <= cz + ring; z += wall || ring === 0 ? 1 : 2 * ring) {
        if (z < 0 || z >= sz) continue;
        const gapZ = axisGap(grid, 2, z, to);
        if (gapX * gapX + gapY * gapY + gapZ * gapZ > best.gapSq) continue;
        const at = (x * sy + y) * sz + z;
        for (let i = grid.start[at]!; i < grid.start[at + 1]!; i++) {
          offer(surface, grid.items[i]!, to, best);
        }
      }
    }
  }
}

function offer(surface: Surface, triangle: number, to: Vec3, best: Best): void {
  const hit = closestOnTriangle(surface, triangle, to);
  const gapSq = square(hit, to);
  if (gapSq > best.gapSq || (gapSq === best.gapSq && triangle >= best.triangle)) return;
  best.gapSq = gapSq;
  best.pointMm = hit;
  best.triangle = triangle;
}

/** How far a point lies from a slab of cells, mm. */
function axisGap(grid: TriangleGrid, axis: number, index: number, to: Vec3): number {
  const from = grid.originMm[axis]! + index * CELL_MM;
  return Math.max(0, from - to[axis]!, to[axis]! - from - CELL_MM);
}

function square(a: Vec3, b: Vec3): number {
  const x = a[0] - b[0];
  const y = a[1] - b[1];
  const z = a[2] - b[2];
  return x * x + y * y + z * z;
}

function clamp(index: number, size: number): number {
  return Math.min(size - 1, Math.max(0, index));
}

/** Closest point of one triangle (Ericson, Real-Time Collision Detection, 2005, 5.1.5). */
export function closestOnTriangle(
  surface: Pick<Surface, 'positionsMm' | 'triangles'>,
  triangle: number,
  to: Vec3,
): Vec3 {
  const { positionsMm: p, triangles } = surface;
  const a = 3 * triangles[3 * triangle]!;
  const b = 3 * triangles[3 * triangle + 1]!;
  const c = 3 * triangles[3 * triangle + 2]!;
  const ax = p[a]!;
  const ay = p[a + 1]!;
  const az = p[a + 2]!;
  const ux = p[b]! - ax;
  const uy = p[b + 1]! - ay;
  const uz = p[b + 2]! - az;
  const vx = p[c]! - ax;
  const vy = p[c + 1]! - ay;
  const vz = p[c + 2]! - az;
  const wx = to[0] - ax;
  const wy = to[1] - ay;
  const wz = to[2] - az;
  const uu = ux * ux + uy * uy + uz * uz;
  const uv = ux * vx + uy * vy + uz * vz;
  const vv = vx * vx + vy * vy + vz * vz;
  const d1 = ux * wx + uy * wy + uz * wz;
  const d2 = vx * wx + vy * wy + vz * wz;
  const at = (s: number, t: number): Vec3 => [
    ax + s * ux + t * vx,
    ay + s * uy + t * vy,
    az + s * uz + t * vz,
  ];

  if (d1 <= 0 && d2 <= 0) return at(0, 0);
  const d3 = d1 - uu;
  const d4 = d2 - uv;
  if (d3 >= 0 && d4 <= d3) return at(1, 0);
  const vc = d1 * d4 - d3 * d2;
  if (vc <= 0 && d1 >= 0 && d3 <= 0) return at(d1 / (d1 - d3), 0);
  const d5 = d1 - uv;
  const d6 = d2 - vv;
  if (d6 >= 0 && d5 <= d6) return at(0, 1);
  const vb = d5 * d2 - d1 * d6;
  if (vb <= 0 && d2 >= 0 && d6 <= 0) return at(0, d2 / (d2 - d6));
  const va = d3 * d6 - d5 * d4;
  if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
    const t = (d4 - d3) / (d4 - d3 + (d5 - d6));
    return at(1 - t, t);
  }
  const all = va + vb + vc;
  // A sliver without area has no inside; its first corner is as good as any.
  if (!(all > 0)) return at(0, 0);
  return at(vb / all, vc / all);
}
