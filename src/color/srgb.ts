import type { Xyz } from './xyz.ts';

/** Red, green, blue, 0 to 1 inside the gamut; linear light or encoded as the function says. */
export type Rgb = readonly [r: number, g: number, b: number];

// IEC 61966-2-1 primaries with D65, to seven digits (Lindbloom).
const TO_RGB = [
  [3.2404542, -1.5371385, -0.4985314],
  [-0.969266, 1.8760108, 0.041556],
  [0.0556434, -0.2040259, 1.0572252],
] as const;

const TO_XYZ = invert(TO_RGB);

/** Screen colour, three whole numbers 0 to 255. */
export type Srgb8 = readonly [r: number, g: number, b: number];

/** XYZ (Y = 1 for white) to the bytes a screen takes. */
export function srgb8(xyz: Xyz): Srgb8 {
  const [r, g, b] = encodeSrgb(xyzToLinear(xyz));
  return [Math.round(255 * r), Math.round(255 * g), Math.round(255 * b)];
}

/** XYZ (Y = 1 for white) to linear sRGB; not clamped, so a colour outside the gamut shows. */
export function xyzToLinear(xyz: Xyz): Rgb {
  return apply(TO_RGB, xyz);
}

/** Linear sRGB to XYZ (Y = 1 for white). */
export function linearToXyz(rgb: Rgb): Xyz {
  return apply(TO_XYZ, rgb);
}

/** Linear sRGB to the values a screen takes, clamped to 0 to 1. */
export function encodeSrgb(linear: Rgb): Rgb {
  return [encode(linear[0]), encode(linear[1]), encode(linear[2])];
}

/** Screen values, 0 to 1, to linear sRGB. */
export function decodeSrgb(encoded: Rgb): Rgb {
  return [decode(encoded[0]), decode(encoded[1]), decode(encoded[2])];
}

// IEC 61966-2-1 transfer function.
function encode(linear: number): number {
  const c = Math.min(1, Math.max(0, linear));
  return c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055;
}

function decode(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

function apply(m: Matrix, [x, y, z]: Triple): Triple {
  const row = (r: Triple) => r[0] * x + r[1] * y + r[2] * z;
  return [row(m[0]), row(m[1]), row(m[2])];
}

// By cofactors: the inverse is derived rather than typed, so a round trip is exact to rounding.
function invert([p, q, r]: Matrix): Matrix {
  const columns: Matrix = [cross(q, r), cross(r, p), cross(p, q)];
  const det = p[0] * columns[0][0] + p[1] * columns[0][1] + p[2] * columns[0][2];
  const row = (i: 0 | 1 | 2): Triple => [
    columns[0][i] / det,
    columns[1][i] / det,
    columns[2][i] / det,
  ];
  return [row(0), row(1), row(2)];
}

function cross(a: Triple, b: Triple): Triple {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
