import { WHITE_XYZ, type Xyz } from './xyz.ts';

/** CIE 1976 L*a*b*, D65 white, L* from 0 to 100. */
export type Lab = readonly [l: number, a: number, b: number];

/** XYZ (Y = 1 for white) to Lab. */
export function xyzToLab(xyz: Xyz): Lab {
  const fx = compress(xyz[0] / WHITE_XYZ[0]);
  const fy = compress(xyz[1] / WHITE_XYZ[1]);
  const fz = compress(xyz[2] / WHITE_XYZ[2]);
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** Lab to XYZ (Y = 1 for white). */
export function labToXyz(lab: Lab): Xyz {
  const fy = (lab[0] + 16) / 116;
  const fx = fy + lab[1] / 500;
  const fz = fy - lab[2] / 200;
  return [WHITE_XYZ[0] * expand(fx), WHITE_XYZ[1] * expand(fy), WHITE_XYZ[2] * expand(fz)];
}

/**
 * Individual typology angle, degrees: falls as skin gets darker.
 *
 * Chardon 1991: atan((L* - 50) / b*). The two-argument form keeps the order when b* is not
 * positive, which no skin is but a pigmented patch may be.
 */
export function itaDeg(lab: Lab): number {
  return (Math.atan2(lab[0] - 50, lab[2]) * 180) / Math.PI;
}

// CIE 015:2018 eq. 8.5 to 8.8, exact rational breakpoints so that the two pieces meet.
const KNEE = 6 / 29;

function compress(t: number): number {
  return t > KNEE ** 3 ? Math.cbrt(t) : t / (3 * KNEE * KNEE) + 4 / 29;
}

function expand(f: number): number {
  return f > KNEE ? f ** 3 : 3 * KNEE * KNEE * (f - 4 / 29);
}
