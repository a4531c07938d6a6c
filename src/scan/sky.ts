import type { SurfaceMesh } from '../surface/surface-mesh.ts';
import { evenDirections } from './even-directions.ts';

/** Edge of a cell of the model that rays are sent through, mm: ears are some 5 mm thick. */
const CELL_MM = 3;
/** Rays start this far off the skin, or they would meet it at once, mm. */
const START_MM = 5.5;
/** Rays longer than this meet nothing that darkens skin visibly, mm. */
const REACH_MM = 66;
const RAYS = 48;
/** Rays closer to the skin than this (cosine) only graze it. */
const GRAZING = 0.15;

/**
 * Share of ambient light each vertex gets, 0 to 1: rays through a coarse model of cells. What a
 * scan cannot tell by a distance function, as the sculpted head's own occlusion does.
 */
export function openSky(
  { positionsUm, triangles }: SurfaceMesh,
  normals: Float32Array,
): Float32Array {
  const low = [0, 1, 2].map(() => Number.POSITIVE_INFINITY);
  const high = [0, 1, 2].map(() => Number.NEGATIVE_INFINITY);
  for (let i = 0; i < positionsUm.length; i++) {
    low[i % 3] = Math.min(low[i % 3]!, positionsUm[i]! / 1000);
    high[i % 3] = Math.max(high[i % 3]!, positionsUm[i]! / 1000);
  }
  const size = [0, 1, 2].map((k) => Math.ceil((high[k]! - low[k]!) / CELL_MM) + 1);
  const [sx, sy, sz] = size as [number, number, number];
  const cells = new Uint8Array(sx * sy * sz);
  const slot = (x: number, y: number, z: number): number => {
    const i = Math.floor((x - low[0]!) / CELL_MM);
    const j = Math.floor((y - low[1]!) / CELL_MM);
    const k = Math.floor((z - low[2]!) / CELL_MM);
    if (i < 0 || j < 0 || k < 0 || i >= sx || j >= sy || k >= sz) return -1;
    return (k * sy + j) * sx + i;
  };
  // Triangles are at most two cells long here, so corners and middles meet every cell.
  for (let t = 0; t < triangles.length; t += 3) {
    for (const [u, v] of SPOTS) {
      const at = (k: number) => {
        const a = positionsUm[3 * triangles[t]! + k]!;
        const b = positionsUm[3 * triangles[t + 1]! + k]!;
        const c = positionsUm[3 * triangles[t + 2]! + k]!;
        return (a + u * (b - a) + v * (c - a)) / 1000;
      };
      cells[slot(at(0), at(1), at(2))] = 1;
    }
  }
  const open = new Float32Array(positionsUm.length / 3);
  for (let v = 0; v < open.length; v++) {
    const [nx, ny, nz] = [normals[3 * v]!, normals[3 * v + 1]!, normals[3 * v + 2]!];
    let [seen, all] = [0, 0];
    for (const [dx, dy, dz] of DIRECTIONS) {
      const facing = dx * nx + dy * ny + dz * nz;
      if (facing < GRAZING) continue;
      all += facing;
      let free = true;
      for (let far = 0; far < REACH_MM && free; far += CELL_MM) {
        const x = positionsUm[3 * v]! / 1000 + nx * START_MM + dx * far;
        const y = positionsUm[3 * v + 1]! / 1000 + ny * START_MM + dy * far;
        const z = positionsUm[3 * v + 2]! / 1000 + nz * START_MM + dz * far;
        const cell = slot(x, y, z);
        if (cell < 0) break;
        free = cells[cell] === 0;
      }
      if (free) seen += facing;
    }
    open[v] = all > 0 ? seen / all : 1;
  }
  return smoothed(open, triangles);
}

/** Means over neighbours, twice: single points fall into cells of the skin itself. */
function smoothed(values: Float32Array, triangles: Uint32Array): Float32Array {
  let from = values;
  for (let round = 0; round < 2; round++) {
    const sum = new Float64Array(from.length);
    const count = new Float64Array(from.length);
    for (let i = 0; i < triangles.length; i++) {
      const [a, b] = [triangles[i]!, triangles[i % 3 === 2 ? i - 2 : i + 1]!];
      sum[a]! += from[b]!;
      count[a]!++;
    }
    from = Float32Array.from(sum, (s, v) => (count[v]! > 0 ? s / count[v]! : from[v]!));
  }
  return from;
}

/** Corners, middles of edges and the middle of a triangle. */
const SPOTS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [0.5, 0],
  [0, 0.5],
  [0.5, 0.5],
  [1 / 3, 1 / 3],
] as const;

const DIRECTIONS = evenDirections(RAYS);
