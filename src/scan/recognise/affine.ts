import type { Vec3 } from '../../base/vec3.ts';

/** p -> M p + t, with M in rows. */
export interface Affine {
  readonly m: readonly number[];
  readonly t: Vec3;
}

/** What `point` becomes. */
export function applied({ m, t }: Affine, [x, y, z]: Vec3): Vec3 {
  return [
    m[0]! * x + m[1]! * y + m[2]! * z + t[0],
    m[3]! * x + m[4]! * y + m[5]! * z + t[1],
    m[6]! * x + m[7]! * y + m[8]! * z + t[2],
  ];
}

/** Product of two 3 x 3 matrices in rows. */
export function product(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [3 * Math.floor(i / 3), i % 3];
    return a[row]! * b[column]! + a[row + 1]! * b[3 + column]! + a[row + 2]! * b[6 + column]!;
  });
}

export function determinant(m: readonly number[]): number {
  const [a, b, c, d, e, f, g, h, i] = m as number[];
  return a! * (e! * i! - f! * h!) - b! * (d! * i! - f! * g!) + c! * (d! * h! - e! * g!);
}

/** The way back. */
export function inverse({ m, t }: Affine): Affine {
  const [a, b, c, d, e, f, g, h, i] = m as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const det = determinant(m);
  const back = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ].map((value) => value / det);
  const moved = applied({ m: back, t: [0, 0, 0] }, t);
  return { m: back, t: [-moved[0], -moved[1], -moved[2]] };
}

/** Length by which M stretches, the cube root of its determinant. */
export function stretch({ m }: Affine): number {
  return Math.cbrt(Math.abs(determinant(m)));
}

/** The nearest turn times one stretch: rows made square to each other again. */
export function asSimilarity({ m, t }: Affine): Affine {
  const size = stretch({ m, t });
  const x = unitRow([m[0]!, m[1]!, m[2]!]);
  const along = x[0] * m[3]! + x[1] * m[4]! + x[2] * m[5]!;
  const y = unitRow([m[3]! - along * x[0], m[4]! - along * x[1], m[5]! - along * x[2]]);
  const z: Vec3 = [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]];
  return { m: [...x, ...y, ...z].map((value) => size * value), t };
}

function unitRow(v: Vec3): Vec3 {
  const size = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  return [v[0] / size, v[1] / size, v[2] / size];
}
