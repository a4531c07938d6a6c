import { namesOf, recordOf } from '../../base/records.ts';
import type { Vec3 } from '../../base/vec3.ts';
import type { BaseHead } from '../base-head.ts';
import type { HeadBase } from '../measures.ts';

/** A smooth local push: full at the centre, gone (to the second derivative) at the reach. */
interface Push {
  /** Left half; mirrored. */
  readonly centre: Vec3;
  /** How far it reaches along each axis, mm. */
  readonly reach: Vec3;
  /** Movement of the centre, mm. */
  readonly by: Vec3;
}

/**
 * From the base, which is a man's, to a woman's: flatter brow, upright forehead, smaller nose and
 * larynx, fuller lips and cheeks, small chin. By eye, from general anatomy; sizes come from the tapes.
 */
const FEMININE: readonly Push[] = [
  { centre: [0, 33, 97], reach: [34, 20, 40], by: [0, 0, -1.1] },
  { centre: [34, 36, 88], reach: [34, 20, 40], by: [0, 1.8, -1.9] },
  { centre: [0, 72, 92], reach: [70, 45, 60], by: [0, 0, 1.6] },
  { centre: [0, -20, 112], reach: [30, 34, 34], by: [0, 2, -3] },
  { centre: [17, -27, 100], reach: [13, 18, 26], by: [-1.8, 1, -0.8] },
  { centre: [0, -61, 104], reach: [26, 13, 26], by: [0, -0.6, 1.8] },
  { centre: [0, -50, 104], reach: [26, 11, 26], by: [0, 0.5, 1.5] },
  { centre: [30, -88, 72], reach: [32, 34, 44], by: [-1.4, 0.6, -0.6] },
  { centre: [0, -142, 42], reach: [26, 34, 36], by: [0, 0, -2] },
  { centre: [44, -66, 56], reach: [30, 36, 36], by: [2.4, 0, 0.8] },
  { centre: [48, -40, 68], reach: [30, 28, 40], by: [1.2, 0, 1] },
  { centre: [46, -10, 76], reach: [30, 28, 40], by: [0.6, 0.8, 1.2] },
];

/** How much of a woman's features a base has. */
export const FEMININITY: Readonly<Record<HeadBase, number>> = { male: 0, neutral: 0.5, female: 1 };

/** How much higher a woman's shoulders stand under the chin, mm. */
const SHOULDER_RISE_MM = 12;
/** From the top of the neck to the shoulders: what rises, and how much of it. */
const NECK_Y_MM = [-112, -196] as const;

/** Women's ears over men's, by mean ear length: 59.4 to 64.2 mm (ANSUR II 2012). */
const EAR_SCALE = 59.4 / 64.2;

/**
 * The base head shifted toward a woman's features. Same triangles, same vertex ids; only + - * /,
 * so the integers are the same on every engine.
 *
 * @param share - 0 leaves the base as it is, 1 is the whole way.
 */
export function feminised(base: BaseHead, share: number): BaseHead {
  if (share === 0) return base;
  const positionsUm = base.positionsUm.slice();
  const tragion = base.landmarks.tragionLeft;
  for (let v = 0; v < positionsUm.length; v += 3) {
    const [x, y, z] = [0, 1, 2].map((axis) => positionsUm[v + axis]! / 1000) as unknown as Vec3;
    const ear = (base.earShare[v / 3]! / 255) * (EAR_SCALE - 1);
    const move = feminineShift(x, y, z);
    for (const [axis, mm] of [x, y, z].entries()) {
      const umMoved = 1000 * share * (move[axis]! + ear * (mm - tragion[axis]!));
      positionsUm[v + axis]! += Math.round(umMoved);
    }
  }
  const landmarks = recordOf(namesOf(base.landmarks), (name): Vec3 => {
    const [x, y, z] = base.landmarks[name];
    const side = x < 0 ? -1 : 1;
    const [dx, dy, dz] = feminineShift(side * x, y, z);
    return [x + side * share * dx, y + share * dy, z + share * dz];
  });
  return { ...base, positionsUm, landmarks };
}

/** How a point of the left half moves on the way to a woman's head; the midline stays on it. */
export function feminineShift(x: number, y: number, z: number): Vec3 {
  const sum: [number, number, number] = [0, 0, 0];
  for (const { centre, reach, by } of FEMININE) {
    for (const side of centre[0] === 0 ? [1] : [1, -1]) {
      const dx = (x - side * centre[0]) / reach[0];
      const dy = (y - centre[1]) / reach[1];
      const dz = (z - centre[2]) / reach[2];
      const left = 1 - (dx * dx + dy * dy + dz * dz);
      if (left <= 0) continue;
      const share = left * left * left;
      sum[0] += side * share * by[0];
      sum[1] += share * by[1];
      sum[2] += share * by[2];
    }
  }
  // Smootherstep: the base of the bust stays flat, the head where it is.
  const down = Math.min(1, Math.max(0, (NECK_Y_MM[0] - y) / (NECK_Y_MM[0] - NECK_Y_MM[1])));
  sum[1] += SHOULDER_RISE_MM * down * down * down * (down * (down * 6 - 15) + 10);
  return sum;
}
