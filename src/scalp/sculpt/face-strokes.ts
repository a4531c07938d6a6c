import { dab, type Field } from './primitives.ts';
import { type StrokePoint, strokes } from './strokes.ts';

/** Seam between the lips, cut before the chin is joined. */
export const SEAM: readonly StrokePoint[] = [
  [0, -55.8, 102, -0.7, 0.9],
  [5, -55.2, 101.6, -0.7, 0.9],
  [13, -55.8, 99, -0.7, 0.9],
  [20, -56.2, 95, -0.8, 1],
  [27.5, -55.9, 91, -0.9, 1.5],
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
  [19, -20, 97, -0.9, 3],
  [26, -34, 92, -1.5, 3.4],
  [31, -47, 86, -1.1, 3.8],
  [32, -57, 82, -0.4, 4.2],
];
const BUCCAL: readonly StrokePoint[] = [
  [48, -42, 66, -1.6, 14],
  [48, -42.1, 66, -1.6, 14],
];
const LABIOMENTAL: readonly StrokePoint[] = [
  [0, -70, 97, -2, 5],
  [14, -70, 93, -1.5, 5],
  [24, -67, 86, -0.6, 5],
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
  [48, -90, 6, 3, 9],
  [28, -150, 26, 3, 9],
  [14, -200, 22, 2.5, 9],
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
  const larynx = dab([0, -140, 38], [10, 16, 11], 2.6);
  return (x, y, z) => drawn(x, y, z) + larynx(x, y, z);
}
