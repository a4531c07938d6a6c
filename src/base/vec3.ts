/** A point or direction: x to the subject's left, y up, z forward. Millimetres where a point. */
export type Vec3 = readonly [x: number, y: number, z: number];

/** Sum of two vectors. */
export function add(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

/** `a - b`. */
export function sub(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** `a` times a number. */
export function scale(a: Vec3, factor: number): Vec3 {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

/** Scalar product. */
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Vector product, right-handed. */
export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Length by `Math.sqrt`, which every engine rounds alike (`Math.hypot` is not). */
export function length(a: Vec3): number {
  return Math.sqrt(dot(a, a));
}

/** Straight distance between two points. */
export function distance(a: Vec3, b: Vec3): number {
  return length(sub(a, b));
}

/** Unit vector; the zero vector stays zero. */
export function unit(a: Vec3): Vec3 {
  const size = length(a);
  return size > 0 ? scale(a, 1 / size) : a;
}

/** Point number `index` of a flat xyz array. */
export function pointAt(xyz: Float64Array, index: number): Vec3 {
  return [xyz[3 * index]!, xyz[3 * index + 1]!, xyz[3 * index + 2]!];
}

/** 0 below `from`, 1 above `to`, a cubic ramp between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
