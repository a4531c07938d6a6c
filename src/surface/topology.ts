import { DotworkError } from '../base/errors.ts';
import type { SurfaceMesh } from './surface-mesh.ts';

/** A mesh with its neighbourhoods: what fields, walks and curves need. Millimetres, doubles. */
export interface Surface {
  /** Three per vertex, millimetres. */
  readonly positionsMm: Float64Array;
  readonly triangles: Uint32Array;
  readonly vertexCount: number;
  readonly triangleCount: number;
  /** Triangles around vertex v: `vertexTriangles[vertexStart[v] .. vertexStart[v + 1]]`. */
  readonly vertexStart: Uint32Array;
  readonly vertexTriangles: Uint32Array;
  /** Three per triangle: who is across the edge from corner k to corner k + 1; -1 at a rim. */
  readonly across: Int32Array;
  readonly longestEdgeMm: number;
}

const known = new WeakMap<SurfaceMesh, Surface>();

/** Neighbourhoods of a mesh. Built once per mesh object, since meshes are never changed. */
export function surfaceOf(mesh: SurfaceMesh): Surface {
  const built = known.get(mesh) ?? buildSurface(mesh);
  known.set(mesh, built);
  return built;
}

function buildSurface(mesh: SurfaceMesh): Surface {
  const vertexCount = mesh.positionsUm.length / 3;
  const { triangles } = mesh;
  const triangleCount = triangles.length / 3;
  if (vertexCount === 0 || triangleCount === 0) {
    throw new DotworkError('mesh', 'The head mesh is empty.');
  }
  // Thousandths are divided, not multiplied: the quotient is the nearest double in every engine.
  const positionsMm = new Float64Array(mesh.positionsUm.length);
  for (let i = 0; i < positionsMm.length; i++) positionsMm[i] = mesh.positionsUm[i]! / 1000;
  return surfaceFrom(positionsMm, triangles);
}

/** Neighbourhoods of triangles over places, three per vertex, mm. */
export function surfaceFrom(positionsMm: Float64Array, triangles: Uint32Array): Surface {
  const vertexCount = positionsMm.length / 3;
  const triangleCount = triangles.length / 3;
  const { vertexStart, vertexTriangles } = fans(triangles, vertexCount);
  const across = acrossEdges(triangles, vertexStart, vertexTriangles);
  const longestEdgeMm = longestEdge(positionsMm, triangles);
  return {
    positionsMm,
    triangles,
    vertexCount,
    triangleCount,
    vertexStart,
    vertexTriangles,
    across,
    longestEdgeMm,
  };
}

function fans(triangles: Uint32Array, vertexCount: number) {
  const vertexStart = new Uint32Array(vertexCount + 1);
  for (let i = 0; i < triangles.length; i++) {
    const vertex = triangles[i]!;
    if (vertex >= vertexCount) {
      throw new DotworkError('mesh', `Triangle ${Math.floor(i / 3)} names a missing vertex.`);
    }
    vertexStart[vertex + 1]!++;
  }
  for (let v = 0; v < vertexCount; v++) vertexStart[v + 1]! += vertexStart[v]!;
  const next = vertexStart.slice();
  const vertexTriangles = new Uint32Array(triangles.length);
  for (let i = 0; i < triangles.length; i++) {
    vertexTriangles[next[triangles[i]!]!++] = Math.floor(i / 3);
  }
  return { vertexStart, vertexTriangles };
}

function acrossEdges(triangles: Uint32Array, start: Uint32Array, around: Uint32Array): Int32Array {
  const across = new Int32Array(triangles.length).fill(-1);
  for (let t = 0; t < triangles.length / 3; t++) {
    for (let k = 0; k < 3; k++) {
      const a = triangles[3 * t + k]!;
      const b = triangles[3 * t + ((k + 1) % 3)]!;
      for (let i = start[a]!; i < start[a + 1]!; i++) {
        const other = around[i]!;
        if (other === t) continue;
        if (
          triangles[3 * other] === b ||
          triangles[3 * other + 1] === b ||
          triangles[3 * other + 2] === b
        ) {
          across[3 * t + k] = other;
          break;
        }
      }
    }
  }
  return across;
}

function longestEdge(p: Float64Array, triangles: Uint32Array): number {
  let longestSq = 0;
  for (let i = 0; i < triangles.length; i++) {
    const a = 3 * triangles[i]!;
    const b = 3 * triangles[i % 3 === 2 ? i - 2 : i + 1]!;
    const x = p[b]! - p[a]!;
    const y = p[b + 1]! - p[a + 1]!;
    const z = p[b + 2]! - p[a + 2]!;
    longestSq = Math.max(longestSq, x * x + y * y + z * z);
  }
  return Math.sqrt(longestSq);
}

/** Area of one triangle, mm2. */
export function triangleAreaMm2({ positionsMm, triangles }: Surface, triangle: number): number {
  return doubleArea(positionsMm, triangles, triangle) / 2;
}

/** Twice the area of a triangle, in squares of the unit of its places. */
export function doubleArea(
  p: ArrayLike<number>,
  triangles: ArrayLike<number>,
  triangle: number,
): number {
  const a = 3 * triangles[3 * triangle]!;
  const b = 3 * triangles[3 * triangle + 1]!;
  const c = 3 * triangles[3 * triangle + 2]!;
  const ux = p[b]! - p[a]!;
  const uy = p[b + 1]! - p[a + 1]!;
  const uz = p[b + 2]! - p[a + 2]!;
  const vx = p[c]! - p[a]!;
  const vy = p[c + 1]! - p[a + 1]!;
  const vz = p[c + 2]! - p[a + 2]!;
  const x = uy * vz - uz * vy;
  const y = uz * vx - ux * vz;
  const z = ux * vy - uy * vx;
  return Math.sqrt(x * x + y * y + z * z);
}

const shares = new WeakMap<Surface, Float64Array>();

/** A third of the area of its triangles for every vertex, mm2: sums of them integrate a field. */
export function vertexAreasMm2(surface: Surface): Float64Array {
  const known = shares.get(surface);
  if (known) return known;
  const areas = new Float64Array(surface.vertexCount);
  for (let t = 0; t < surface.triangleCount; t++) {
    const third = triangleAreaMm2(surface, t) / 3;
    for (let k = 0; k < 3; k++) areas[surface.triangles[3 * t + k]!]! += third;
  }
  shares.set(surface, areas);
  return areas;
}
