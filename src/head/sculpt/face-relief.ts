import { hermite, type Knots } from '../../base/curves.ts';
import type { Field } from '../../surface/meshing/field.ts';
import { smoothStep } from './primitives.ts';

/** Nose bridge down the midline: height in front of the face and half width, mm, by y. */
const NOSE: Knots = [
  [44, 0, 18],
  [34, 0.4, 16],
  [26, 2, 11.5],
  [19, 4.6, 9],
  [10, 8.6, 9.2],
  [3, 12, 9.8],
  [-6, 16, 10.2],
  [-14, 18.4, 10.8],
  [-20, 18.8, 12.4],
  [-25, 16.6, 14],
  [-30, 9, 14],
  [-36, 2, 14],
  [-44, 0, 14],
];

// Lip curves over the distance from the midline, mm. The corner stays at or above the level of the
// seam: lower, and the face looks sad.
const SEAM_Y: Knots = [
  [0, -55.7],
  [4, -55.1],
  [10, -55.5],
  [18, -56.2],
  [26.5, -56],
];
const UPPER_BORDER_Y: Knots = [
  [0, -47.9],
  [2.5, -47.3],
  [5.6, -46.3],
  [9, -47],
  [14, -49.2],
  [20, -52.4],
  [26.5, -55.8],
];
const LOWER_BORDER_Y: Knots = [
  [0, -67],
  [6, -66.8],
  [12, -65.4],
  [18, -62.4],
  [23, -59],
  [26.5, -56.4],
];
const UPPER_HEIGHT: Knots = [
  [0, 3.5],
  [5, 3.7],
  [12, 3.2],
  [20, 1.7],
  [26.5, 0],
];
const LOWER_HEIGHT: Knots = [
  [0, 5],
  [8, 4.9],
  [16, 3.4],
  [22, 1.5],
  [26.5, 0],
];

/**
 * Nose bridge, mouth mound and lips as a height added along z: the base, evaluated further back.
 *
 * A height field keeps borders crisp and exact where blended tubes left three ridges.
 *
 * @param base - The field to warp; taken at |x|.
 */
export function withFaceRelief(base: Field): Field {
  const noseHeight = hermite(NOSE, 0);
  const noseWidth = hermite(NOSE, 1);
  const lips = softened(lipHeight());
  return (x, y, z) => {
    if (x > 45 || y < -90 || y > 44 || z < 40) return base(x, y, z);
    const width = noseWidth(y);
    const profile = Math.exp(-((x / width) ** 2));
    const nose = noseHeight(y) * profile;
    const mound = 4.4 * Math.exp(-((x / 24) ** 2) - ((y + 54) / 15) ** 2);
    const slopeX = (-2 * x * nose) / (width * width);
    const slopeY = (noseHeight(y + 0.5) - noseHeight(y - 0.5)) * profile;
    const stretch = Math.sqrt(1 + slopeX * slopeX + Math.min(1, slopeY * slopeY));
    return base(x, y, z - nose - mound - lips(x, y)) / stretch;
  };
}

/** Blurred by about a millimetre: lips modelled by exact borders alone look cut out. */
function softened(height: (x: number, y: number) => number): (x: number, y: number) => number {
  const reach = 1.1;
  return (x, y) => {
    if (x > 29 || y > -43 || y < -70.5) return 0;
    const beside = height(x + reach, y) + height(Math.abs(x - reach), y);
    const above = height(x, y + reach) + height(x, y - reach);
    return 0.36 * height(x, y) + 0.16 * (beside + above);
  };
}

function lipHeight(): (x: number, y: number) => number {
  const seam = hermite(SEAM_Y);
  const upper = hermite(UPPER_BORDER_Y);
  const lower = hermite(LOWER_BORDER_Y);
  const upperHeight = hermite(UPPER_HEIGHT);
  const lowerHeight = hermite(LOWER_HEIGHT);
  return (x, y) => {
    if (x >= 26.5 || y > -44 || y < -69.5) return 0;
    const seamY = seam(x);
    if (y >= seamY) {
      const t = (y - seamY) / (upper(x) - seamY);
      if (t >= 1) return 0;
      return upperHeight(x) * (1 - t ** 2.2) ** 1.15 * (0.5 + 0.5 * smoothStep(0, 0.38, t));
    }
    const t = (seamY - y) / (seamY - lower(x));
    if (t >= 1) return 0;
    return lowerHeight(x) * (1 - t * t) ** 1.5 * (0.45 + 0.55 * smoothStep(0, 0.42, t));
  };
}
