import { X_BAR, Y_BAR, Z_BAR } from './observer-data.ts';
import { type Rgb, xyzToLinear } from './srgb.ts';
import { SPECTRUM_NM, WHITE_XYZ, type Xyz } from './xyz.ts';

/** The colour of a lamp: glowing or LED white by its temperature, daylight by its, or as measured. */
export type LampColour =
  | { readonly kind: 'planck'; readonly kelvin: number }
  | { readonly kind: 'daylight'; readonly kelvin: number }
  | { readonly kind: 'xy'; readonly xy: readonly [x: number, y: number] };

/** Second radiation constant, nm K (CODATA 2018, exact to the digits given). */
const C2_NM_K = 1.438776877e7;

/** XYZ of a lamp's light itself, Y = 1. */
export function lampXyz(colour: LampColour): Xyz {
  if (colour.kind === 'planck') return planckXyz(colour.kelvin);
  const [x, y] = colour.kind === 'xy' ? colour.xy : daylightXy(colour.kelvin);
  return [x / y, 1, (1 - x - y) / y];
}

/** Light of a black body (Planck 1900), seen by the 2 degree observer. */
function planckXyz(kelvin: number): Xyz {
  const sum = [0, 0, 0];
  SPECTRUM_NM.forEach((nm, i) => {
    const power = (560 / nm) ** 5 / Math.expm1(C2_NM_K / (nm * kelvin));
    [X_BAR, Y_BAR, Z_BAR].forEach((bar, axis) => {
      sum[axis]! += power * bar[i]!;
    });
  });
  const [x, y, z] = sum as [number, number, number];
  return [x / y, 1, z / y];
}

/** Chromaticity of daylight (CIE 015:2018, eq. 4.1 to 4.3), 4000 to 25000 K. */
function daylightXy(kelvin: number): readonly [number, number] {
  const t = 1000 / kelvin;
  const x =
    kelvin <= 7000
      ? 0.244063 + 0.09911 * t + 2.9678 * t ** 2 - 4.607 * t ** 3
      : 0.23704 + 0.24748 * t + 1.9018 * t ** 2 - 2.0064 * t ** 3;
  return [x, -3 * x * x + 2.87 * x - 0.275];
}

// Bradford's sharpened cones (Lam 1985), as ICC.1:2022 annex E prints them.
const TO_CONES = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
] as const;
const FROM_CONES = [
  [0.9869929, -0.1470543, 0.1599627],
  [0.4323053, 0.5183603, 0.0492912],
  [-0.0085287, 0.0400428, 0.9684867],
] as const;

/**
 * A light's colour as somebody sees it whose white is another light.
 *
 * @param light - Its XYZ.
 * @param white - XYZ, Y = 1, of the light that is taken for white.
 * @param degree - How far it is taken so: 0 keeps daylight (D65) for white, 1 turns `white` into D65.
 * @returns Linear sRGB; a colour that no screen can show loses what is below nothing.
 */
export function adaptedRgb(light: Xyz, white: Xyz, degree: number): Rgb {
  const cones = times(TO_CONES, light);
  const from = times(TO_CONES, white);
  const to = times(TO_CONES, WHITE_XYZ);
  const turned = cones.map((cone, i) => cone * (degree * (to[i]! / from[i]!) + 1 - degree));
  const [r, g, b] = xyzToLinear(times(FROM_CONES, turned as never));
  return [Math.max(0, r), Math.max(0, g), Math.max(0, b)];
}

/**
 * How far an eye takes a light for white, 0 to 1 (CIECAM02, CIE 159:2004: average surround, a grey of
 * a fifth of the white as background).
 *
 * @param lux - Illuminance of the scene.
 */
export function adaptationDegree(lux: number): number {
  const adapting = (0.2 * lux) / Math.PI;
  return 1 - Math.exp((-adapting - 42) / 92) / 3.6;
}

type Row = readonly [number, number, number];

function times(m: readonly [Row, Row, Row], [x, y, z]: Xyz): Xyz {
  const row = (r: Row) => r[0] * x + r[1] * y + r[2] * z;
  return [row(m[0]), row(m[1]), row(m[2])];
}
