import type { Vec3 } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import { headCentre } from '../chart.ts';

/** Cells along a side of the map of directions. */
const HULL_SIZE = 64;

/** How often each cell takes half the mean of its neighbours. */
const SMOOTHINGS = 4;

/** How far out the skin lies by direction. */
export interface HeadHull {
  readonly centre: Vec3;
  /** Directions as an octahedron unfolded into a square, row by row, mm. */
  readonly radiusMm: Float32Array;
}

/**
 * How far out the skin lies from the head's centre by direction, mm: what long hair may not fall
 * into.
 */
export function headHull({ mesh, landmarks }: Head): HeadHull {
  const centre = headCentre(landmarks);
  let radiusMm: Float32Array = new Float32Array(HULL_SIZE * HULL_SIZE);
  const { positionsUm } = mesh;
  for (let v = 0; v < positionsUm.length; v += 3) {
    const [x, y, z] = [0, 1, 2].map((k) => positionsUm[v + k]! / 1000 - centre[k]!) as [
      number,
      number,
      number,
    ];
    const cell = hullCell(x, y, z);
    radiusMm[cell] = Math.max(radiusMm[cell]!, Math.sqrt(x * x + y * y + z * z));
  }
  // Cells that no vertex fell into take the mean of their neighbours, then all are smoothed once.
  while (radiusMm.includes(0)) radiusMm = spread(radiusMm, (own, mean) => own || mean);
  // Ears are bumps that hair would be thrown about by: what lies around them is drawn out with them.
  for (let pass = 0; pass < SMOOTHINGS; pass++) {
    radiusMm = spread(radiusMm, (own, mean) => Math.max(own - 0.5, (own + mean) / 2));
  }
  return { centre, radiusMm };
}

/** Cell of a direction; the same fold as `shaders/hair/hull.wgsl`. */
function hullCell(x: number, y: number, z: number): number {
  const sum = Math.abs(x) + Math.abs(y) + Math.abs(z);
  let [u, w] = [x / sum, z / sum];
  if (y < 0) [u, w] = [(1 - Math.abs(w)) * sign(u), (1 - Math.abs(u)) * sign(w)];
  const column = Math.min(HULL_SIZE - 1, Math.floor((0.5 + 0.5 * u) * HULL_SIZE));
  const row = Math.min(HULL_SIZE - 1, Math.floor((0.5 + 0.5 * w) * HULL_SIZE));
  return HULL_SIZE * row + column;
}

function sign(value: number): number {
  return value < 0 ? -1 : 1;
}

function spread(from: Float32Array, take: (own: number, mean: number) => number): Float32Array {
  return from.map((own, cell) => {
    const [column, row] = [cell % HULL_SIZE, Math.floor(cell / HULL_SIZE)];
    let [sum, weight] = [0, 0];
    for (const [dx, dy] of [
      [-1, 0],
      [1, 0],
      [0, -1],
      [0, 1],
    ] as const) {
      const [x, y] = [column + dx, row + dy];
      if (x < 0 || y < 0 || x >= HULL_SIZE || y >= HULL_SIZE) continue;
      const there = from[HULL_SIZE * y + x]!;
      if (there > 0) [sum, weight] = [sum + there, weight + 1];
    }
    return take(own, weight > 0 ? sum / weight : own);
  });
}
