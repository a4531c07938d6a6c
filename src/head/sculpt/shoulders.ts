import { hermite, type Knots } from '../../base/curves.ts';
import type { Field } from '../../surface/meshing/field.ts';
import { dab, ellipse, smoothMax, smoothMin } from './primitives.ts';
import { strokes } from './ridges.ts';

/** Height of the flat cut under the shoulders, mm. */
export const BASE_CUT_Y_MM = -238;
/** Nothing above this height belongs to the shoulders or is trimmed with them, mm. */
const TRIM_TOP_Y_MM = -150;
/** Rounding where the oval meets the shoulders, and of the base: sharper ones chip when meshed, mm. */
const SIDE_EDGE_MM = 28;
const BASE_EDGE_MM = 16;

/** The oval a bust is trimmed to, by height: half width and half depth, mm. It leans in below. */
const TRIM: Knots = [
  [-238, 100, 70],
  [-212, 114, 84],
  [-185, 125, 98],
  [-150, 134, 112],
];
const TRIM_CENTRE_Z_MM = -44;

/** A solid by its level sections, ellipses: centre z, half width and half depth by height, mm. */
interface Loft {
  readonly sections: Knots;
  /** Rounded off above this height, inside the neck. */
  readonly topY: number;
}

const CHEST: Loft = {
  topY: -130,
  sections: [
    [-130, -38, 38, 34],
    [-165, -40, 58, 48],
    [-187, -43, 90, 60],
    [-212, -45, 122, 74],
    [-250, -47, 136, 86],
  ],
};
/** The slope from the nape to the shoulder. Tubes along it would show as ribs. */
const TRAPEZIUS: Loft = {
  topY: -85,
  sections: [
    [-85, -42, 20, 12],
    [-110, -50, 34, 18],
    [-132, -58, 53, 25],
    [-150, -63, 75, 33],
    [-166, -63, 98, 41],
    [-180, -60, 122, 48],
    [-198, -56, 146, 54],
    [-225, -52, 164, 62],
    [-250, -50, 170, 66],
  ],
};

/** Trapezius, chest, collar bones and the notch between them, joined to the neck. */
export function withShoulders(): (d: number, x: number, y: number, z: number) => number {
  const chest = loft(CHEST);
  const trapezius = loft(TRAPEZIUS);
  const bones = strokes([
    [
      [10, -190, 22, 1.8, 7],
      [26, -186, 20, 2.6, 7],
      [50, -183, 10, 2.6, 7.5],
      [78, -180, -10, 2, 9],
      [108, -180, -34, 1.2, 10],
    ],
  ]);
  const notch = dab([0, -184, 20], [9, 12, 12], 3.8);
  return (d, x, y, z) => {
    // Far above both lofts and their blends.
    if (y > -20) return d;
    let body = smoothMin(d, trapezius(x, y, z), 42);
    body = smoothMin(body, chest(x, y, z), 48);
    return body - bones(x, y, z) + notch(x, y, z);
  };
}

function loft({ sections, topY }: Loft): Field {
  const centreZ = hermite(sections, 0);
  const halfWidth = hermite(sections, 1);
  const halfDepth = hermite(sections, 2);
  return (x, y, z) => {
    const width = halfWidth(y);
    // Where the sides flare, the level distance overstates the true one.
    const slope = ((halfWidth(y + 1) - halfWidth(y - 1)) / 2) * Math.min(1, x / width);
    const side = ellipse(x, z - centreZ(y), width, halfDepth(y));
    return smoothMax(side / Math.sqrt(1 + slope * slope), y - topY, 40);
  };
}

/** Trims the bust: an oval that leans in below, and a flat base. */
export function trimmed(): (d: number, x: number, y: number, z: number) => number {
  const halfWidth = hermite(TRIM, 0);
  const halfDepth = hermite(TRIM, 1);
  return (d, x, y, z) => {
    if (y > TRIM_TOP_Y_MM) return d;
    const oval = ellipse(x, z - TRIM_CENTRE_Z_MM, halfWidth(y), halfDepth(y));
    const sides = Math.min(oval, TRIM_TOP_Y_MM - y);
    return smoothMax(smoothMax(d, sides, SIDE_EDGE_MM), BASE_CUT_Y_MM - y, BASE_EDGE_MM);
  };
}
