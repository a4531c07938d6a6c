import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { vertexNormals } from '../../surface/vertex-normals.ts';
import { evenDirections } from '../even-directions.ts';

/** Cells along the longest side of the box that rays are sent through: 3 mm on a bust. */
const CELLS = 140;
/** Rays start so many cells off the skin, or they would meet it at once. */
const START = 1.8;
const RAYS = 40;
/** Rays closer to the skin than this (cosine) only graze it. */
const GRAZING = 0.2;
/** A mesh that would take longer has triangles as large as itself, thousands of them: no skin. */
const MOST_SPOTS = 60_000_000;

/**
 * Share of the open air that points of a mesh look into, 0 to 1, whatever the unit: rays through a
 * coarse model of cells, weighted by how straight they leave. Nothing for what is no surface.
 */
export function openAir(mesh: TriangleSoup): ((v: number) => number) | undefined {
  const { positions: p } = mesh;
  const normals = vertexNormals(p, mesh.triangles);
  const cells = cellsOf(mesh);
  if (!cells) return undefined;
  const { low, cell, size, full } = cells;
  const [sx, sy, sz] = size;
  return (v) => {
    const [nx, ny, nz] = [normals[3 * v]!, normals[3 * v + 1]!, normals[3 * v + 2]!];
    const [x, y, z] = [0, 1, 2].map(
      (k) => (p[3 * v + k]! - low[k]!) / cell + START * normals[3 * v + k]!,
    ) as [number, number, number];
    let [seen, all] = [0, 0];
    for (const [dx, dy, dz] of DIRECTIONS) {
      const facing = dx * nx + dy * ny + dz * nz;
      if (facing < GRAZING) continue;
      all += facing;
      let free = true;
      for (let far = 0; free; far++) {
        const i = Math.floor(x + far * dx);
        const j = Math.floor(y + far * dy);
        const k = Math.floor(z + far * dz);
        if (i < 0 || j < 0 || k < 0 || i >= sx || j >= sy || k >= sz) break;
        free = full[(k * sy + j) * sx + i] === 0;
      }
      if (free) seen += facing;
    }
    return all > 0 ? seen / all : 1;
  };
}

interface Cells {
  readonly low: readonly number[];
  readonly cell: number;
  readonly size: readonly [number, number, number];
  /** 1 where a triangle passes. */
  readonly full: Uint8Array;
}

function cellsOf({ positions: p, triangles }: TriangleSoup): Cells | undefined {
  const low = [0, 1, 2].map(() => Number.POSITIVE_INFINITY);
  const high = [0, 1, 2].map(() => Number.NEGATIVE_INFINITY);
  for (let i = 0; i < p.length; i++) {
    low[i % 3] = Math.min(low[i % 3]!, p[i]!);
    high[i % 3] = Math.max(high[i % 3]!, p[i]!);
  }
  const spans = [0, 1, 2].map((k) => high[k]! - low[k]!);
  const cell = Math.max(...spans) / CELLS || 1;
  const size = spans.map((span) => Math.floor(span / cell) + 1) as [number, number, number];
  const full = new Uint8Array(size[0] * size[1] * size[2]);
  const corner = (i: number, k: number) => (p[3 * triangles[i]! + k]! - low[k]!) / cell;
  let spots = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    let longest = 0;
    for (let k = 0; k < 3; k++) {
      const [a, b, c] = [corner(t, k), corner(t + 1, k), corner(t + 2, k)];
      longest = Math.max(longest, Math.max(a, b, c) - Math.min(a, b, c));
    }
    // Spots two thirds of a cell apart: no ray slips through.
    const steps = Math.ceil(1.5 * longest) + 1;
    spots += steps * steps;
    if (!(spots < MOST_SPOTS)) return undefined;
    for (let i = 0; i <= steps; i++) {
      for (let j = 0; i + j <= steps; j++) {
        const [u, w] = [i / steps, j / steps];
        const at = (k: number) => {
          const a = corner(t, k);
          return Math.floor(a + u * (corner(t + 1, k) - a) + w * (corner(t + 2, k) - a));
        };
        full[(at(2) * size[1] + at(1)) * size[0] + at(0)] = 1;
      }
    }
  }
  return { low, cell, size, full };
}

const DIRECTIONS = evenDirections(RAYS);
