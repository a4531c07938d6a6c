import { DotworkError } from '../base/errors.ts';
import type { Vec3 } from '../base/vec3.ts';
import type { Surface } from './topology.ts';

/** Edge of a grid cell: a scalp edge and a half, so a cell holds a handful of triangles. */
export const CELL_MM = 4;

/** A head of 120,000 triangles has a million. */
const MOST_ENTRIES = 50_000_000;

/** A surface's triangles by the cells their boxes reach into. */
export interface TriangleGrid {
  readonly originMm: Vec3;
  readonly size: readonly [number, number, number];
  /** Where the items of each cell begin; cells go by x, then y, then z. */
  readonly start: Uint32Array;
  readonly items: Uint32Array;
}

const grids = new WeakMap<Surface, TriangleGrid>();

/** The grid of a surface, built when first asked for. */
export function triangleGrid(surface: Surface): TriangleGrid {
  const known = grids.get(surface);
  if (known) return known;
  const grid = buildGrid(surface);
  grids.set(surface, grid);
  return grid;
}

function buildGrid(surface: Surface): TriangleGrid {
  const { positionsMm: p } = surface;
  const low: [number, number, number] = [p[0]!, p[1]!, p[2]!];
  const high: [number, number, number] = [p[0]!, p[1]!, p[2]!];
  for (let i = 0; i < p.length; i++) {
    const axis = i % 3;
    if (p[i]! < low[axis]!) low[axis] = p[i]!;
    if (p[i]! > high[axis]!) high[axis] = p[i]!;
  }
  const size = low.map((from, axis) => Math.floor((high[axis]! - from) / CELL_MM) + 1) as [
    number,
    number,
    number,
  ];
  refuseHuge(surface, low);
  const start = new Uint32Array(size[0] * size[1] * size[2] + 1);
  forBoxes(surface, low, size, (at) => {
    start[at + 1]!++;
  });
  for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!;
  const next = start.slice();
  const items = new Uint32Array(start[start.length - 1]!);
  forBoxes(surface, low, size, (at, triangle) => {
    items[next[at]!++] = triangle;
  });
  return { originMm: low, size, start, items };
}

/** Refuses a surface whose triangles reach into more cells than memory is there for. */
function refuseHuge({ positionsMm: p, triangles, triangleCount }: Surface, low: Vec3): void {
  let entries = 0;
  for (let t = 0; t < triangleCount; t++) {
    let cells = 1;
    for (let axis = 0; axis < 3; axis++) {
      const [a, b, c] = [0, 1, 2].map((k) => p[3 * triangles[3 * t + k]! + axis]! - low[axis]!) as [
        number,
        number,
        number,
      ];
      cells *=
        Math.floor(Math.max(a, b, c) / CELL_MM) - Math.floor(Math.min(a, b, c) / CELL_MM) + 1;
    }
    entries += cells;
  }
  if (entries <= MOST_ENTRIES) return;
  throw new DotworkError(
    'mesh',
    'The triangles of this mesh are too large and too many: no skin looks like that.',
    'Check the mesh for spikes and the unit it is in.',
  );
}

function forBoxes(
  surface: Surface,
  low: Vec3,
  size: readonly [number, number, number],
  visit: (cell: number, triangle: number) => void,
): void {
  const { positionsMm: p, triangles } = surface;
  const from = [0, 0, 0];
  const to = [0, 0, 0];
  for (let t = 0; t < surface.triangleCount; t++) {
    for (let axis = 0; axis < 3; axis++) {
      const a = p[3 * triangles[3 * t]! + axis]!;
      const b = p[3 * triangles[3 * t + 1]! + axis]!;
      const c = p[3 * triangles[3 * t + 2]! + axis]!;
      from[axis] = Math.floor((Math.min(a, b, c) - low[axis]!) / CELL_MM);
      to[axis] = Math.floor((Math.max(a, b, c) - low[axis]!) / CELL_MM);
    }
    for (let x = from[0]!; x <= to[0]!; x++) {
      for (let y = from[1]!; y <= to[1]!; y++) {
        for (let z = from[2]!; z <= to[2]!; z++) visit((x * size[1] + y) * size[2] + z, t);
      }
    }
  }
}
