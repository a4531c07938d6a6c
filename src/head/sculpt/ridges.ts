import { catmullRom } from '../../base/curves.ts';
import type { Field } from '../../surface/meshing/field.ts';

/** One point of a sculpting stroke: place, height in mm (negative cuts), Gaussian width in mm. */
export type StrokePoint = readonly [
  x: number,
  y: number,
  z: number,
  heightMm: number,
  widthMm: number,
];

/** One point of a tube: place and radius, mm. */
export type TubePoint = readonly [x: number, y: number, z: number, radiusMm: number];

/**
 * A Gaussian ridge or furrow along a spline: the height to *subtract* from a field.
 *
 * Beyond three widths it is exactly zero (exp(-9) of 3 mm is below half a micrometre).
 */
export function stroke(points: readonly StrokePoint[]): Field {
  const path = flatten(catmullRom(points, 6), 5);
  const reach = 3 * Math.max(...points.map((p) => p[4]));
  const box = bounds(path, 5, reach);
  return (x, y, z) => {
    if (outside(box, x, y, z)) return 0;
    const { index, share, distance2 } = nearest(path, 5, x, y, z);
    const from = index * 5;
    const height = path[from + 3]! + share * (path[from + 8]! - path[from + 3]!);
    const width = path[from + 4]! + share * (path[from + 9]! - path[from + 4]!);
    const q = distance2 / (width * width);
    return q > 9 ? 0 : height * Math.exp(-q);
  };
}

/** A round tube along a spline, radius interpolated: signed distance. */
export function tube(points: readonly TubePoint[]): Field {
  const path = flatten(catmullRom(points, 6), 4);
  const segments = path.length / 4 - 1;
  return (x, y, z) => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < segments; i++) {
      const share = along(path, i * 4, 4, x, y, z);
      const radius = path[i * 4 + 3]! + share * (path[i * 4 + 7]! - path[i * 4 + 3]!);
      const d = Math.sqrt(distance2At(path, i * 4, 4, share, x, y, z)) - radius;
      if (d < best) best = d;
    }
    return best;
  };
}

/** Sum of several strokes. */
export function strokes(all: readonly (readonly StrokePoint[])[]): Field {
  const fields = all.map(stroke);
  return (x, y, z) => {
    let sum = 0;
    for (const field of fields) sum += field(x, y, z);
    return sum;
  };
}

const found = { index: 0, share: 0, distance2: 0 };

/** Nearest segment of a polyline; the answer is overwritten by the next call. */
function nearest(path: Float64Array, stride: number, x: number, y: number, z: number) {
  found.distance2 = Number.POSITIVE_INFINITY;
  const segments = path.length / stride - 1;
  for (let i = 0; i < segments; i++) {
    const share = along(path, i * stride, stride, x, y, z);
    const d2 = distance2At(path, i * stride, stride, share, x, y, z);
    if (d2 >= found.distance2) continue;
    found.index = i;
    found.share = share;
    found.distance2 = d2;
  }
  return found;
}

function along(
  path: Float64Array,
  at: number,
  stride: number,
  x: number,
  y: number,
  z: number,
): number {
  const ex = path[at + stride]! - path[at]!;
  const ey = path[at + stride + 1]! - path[at + 1]!;
  const ez = path[at + stride + 2]! - path[at + 2]!;
  const dot = (x - path[at]!) * ex + (y - path[at + 1]!) * ey + (z - path[at + 2]!) * ez;
  return Math.min(1, Math.max(0, dot / (ex * ex + ey * ey + ez * ez)));
}

function distance2At(
  path: Float64Array,
  at: number,
  stride: number,
  share: number,
  x: number,
  y: number,
  z: number,
): number {
  const dx = x - path[at]! - share * (path[at + stride]! - path[at]!);
  const dy = y - path[at + 1]! - share * (path[at + stride + 1]! - path[at + 1]!);
  const dz = z - path[at + 2]! - share * (path[at + stride + 2]! - path[at + 2]!);
  return dx * dx + dy * dy + dz * dz;
}

function flatten(points: readonly (readonly number[])[], stride: number): Float64Array {
  const out = new Float64Array(points.length * stride);
  for (const [i, point] of points.entries()) out.set(point, i * stride);
  return out;
}

function bounds(path: Float64Array, stride: number, reach: number): number[] {
  const box = [1e9, 1e9, 1e9, -1e9, -1e9, -1e9];
  for (let i = 0; i < path.length; i += stride) {
    for (let axis = 0; axis < 3; axis++) {
      box[axis] = Math.min(box[axis]!, path[i + axis]! - reach);
      box[axis + 3] = Math.max(box[axis + 3]!, path[i + axis]! + reach);
    }
  }
  return box;
}

function outside(box: readonly number[], x: number, y: number, z: number): boolean {
  return x < box[0]! || x > box[3]! || y < box[1]! || y > box[4]! || z < box[2]! || z > box[5]!;
}
