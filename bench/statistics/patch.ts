import type { PointGrid } from './point-grid.ts';

/** Dots around a place, laid out flat: u, v in µm from the place, and which dots they are. */
export interface Patch {
  readonly u: readonly number[];
  readonly v: readonly number[];
  readonly index: readonly number[];
}

type Triple = readonly [number, number, number];

/**
 * Lays the dots within `radiusUm` of a place into the plane that fits them best: their distance
 * from the place is kept, their direction is projected (azimuthal equidistant). The second axis is
 * the one nearest to y, so that patches of a surface share what direction they can.
 */
export function patchAt(grid: PointGrid, centre: Triple, radiusUm: number): Patch {
  const index: number[] = [];
  const offsets: Triple[] = [];
  const at = grid.places;
  grid.visit(...centre, radiusUm, (i) => {
    index.push(i);
    offsets.push([at[3 * i]! - centre[0], at[3 * i + 1]! - centre[1], at[3 * i + 2]! - centre[2]]);
  });
  const normal = normalOf(offsets);
  const along: Triple = Math.abs(normal[1]) < 0.9 ? [0, 1, 0] : [0, 0, 1];
  const axisU = unit(cross(along, normal));
  const axisV = cross(normal, axisU);
  const [u, v]: [number[], number[]] = [[], []];
  for (const offset of offsets) {
    const [flatU, flatV] = [dot(offset, axisU), dot(offset, axisV)];
    const flat = Math.hypot(flatU, flatV);
    const stretch = flat > 0 ? Math.hypot(...offset) / flat : 0;
    u.push(flatU * stretch);
    v.push(flatV * stretch);
  }
  return { u, v, index };
}

/** Direction in which points spread least: the eigenvector by power iteration on trace - C. */
function normalOf(points: readonly Triple[]): Triple {
  const mean = [0, 1, 2].map((k) => points.reduce((sum, p) => sum + p[k]!, 0) / points.length);
  const c = [0, 0, 0, 0, 0, 0]; // xx, xy, xz, yy, yz, zz
  for (const p of points) {
    const [x, y, z] = [p[0] - mean[0]!, p[1] - mean[1]!, p[2] - mean[2]!];
    [x * x, x * y, x * z, y * y, y * z, z * z].forEach((value, k) => {
      c[k]! += value;
    });
  }
  const trace = c[0]! + c[3]! + c[5]!;
  if (!(trace > 0)) return [0, 0, 1];
  // Starts off every axis; 40 steps halve what is left of the other directions each.
  let n: Triple = unit([0.31, 0.42, 0.85]);
  for (let step = 0; step < 40; step++) {
    n = unit([
      (trace - c[0]!) * n[0] - c[1]! * n[1] - c[2]! * n[2],
      -c[1]! * n[0] + (trace - c[3]!) * n[1] - c[4]! * n[2],
      -c[2]! * n[0] - c[4]! * n[1] + (trace - c[5]!) * n[2],
    ]);
  }
  return n;
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Triple, b: Triple): Triple {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(a: Triple): Triple {
  const size = Math.hypot(...a);
  return [a[0] / size, a[1] / size, a[2] / size];
}
