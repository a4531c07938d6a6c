import type { Field } from '../../surface/meshing/field.ts';
import { dab } from './primitives.ts';
import { type StrokePoint, strokes } from './ridges.ts';

/** Seam between the lips, cut before the chin is joined. */
export const SEAM: readonly StrokePoint[] = [
  [0, -56, 103.2, -0.8, 1],
  [5, -55.2, 102.8, -0.8, 1],
  [13, -55.9, 99.8, -0.8, 1],
  [20, -56.3, 95.5, -0.9, 1.1],
  [26, -55.7, 92, -1, 1.5],
  [29, -55.4, 90, -0.5, 1.9],
];

/** Starts left of the midline: a mirrored stroke that starts on it leaves a furrow there. */
const BROW: readonly StrokePoint[] = [
  [-8, 32.5, 97, 0.9, 8.5],
  [4, 32.5, 97, 0.9, 8.5],
  [18, 34, 95, 1.3, 7.5],
  [32, 36, 90, 1.5, 7.5],
  [45, 34, 80, 1.1, 8],
  [54, 26, 68, 0.8, 8],
];
const ZYGOMA: readonly StrokePoint[] = [
  [46, -14, 74, 1.6, 12],
  [58, -8, 60, 1.6, 11],
  [67, -5, 40, 1, 10],
];
const NASOLABIAL: readonly StrokePoint[] = [
  [19, -20, 97, -0.7, 3.4],
  [26, -33, 92, -1.1, 4.4],
  [31, -45, 86.5, -0.8, 5],
  [33, -56, 82, -0.2, 5.4],
];
const BUCCAL: readonly StrokePoint[] = [
  [48, -42, 66, -0.9, 15],
  [48, -42.1, 66, -0.9, 15],
];
const LABIOMENTAL: readonly StrokePoint[] = [
  [0, -71, 97, -1.6, 5.5],
  [14, -71, 93, -1.2, 5.5],
  [24, -68, 86, -0.4, 5.5],
];
const PHILTRUM: readonly StrokePoint[] = [
  [0, -37.5, 102, -0.3, 2.4],
  [0, -46.5, 103.5, -0.9, 2.6],
];
const PHILTRUM_RIDGE: readonly StrokePoint[] = [
  [4.4, -38, 101.5, 0.2, 2],
  [6, -46, 103, 0.6, 2],
];
const STERNOMASTOID: readonly StrokePoint[] = [
  [64, -16, -26, 0.2, 9],
  [61, -34, -18, 1.4, 9],
  [48, -90, 4, 3, 9],
  [29, -145, 20, 3, 9],
  [11, -187, 18, 3, 7],
];

/** Brow, cheekbone, folds and neck muscle: one height to subtract. Taken at |x|. */
export function faceStrokes(): Field {
  const drawn = strokes([
    BROW,
    ZYGOMA,
    NASOLABIAL,
    BUCCAL,
    LABIOMENTAL,
    PHILTRUM,
    PHILTRUM_RIDGE,
    STERNOMASTOID,
  ]);
  const larynx = dab([0, -136, 34], [10, 15, 12], 3);
  return (x, y, z) => drawn(x, y, z) + larynx(x, y, z);
}
