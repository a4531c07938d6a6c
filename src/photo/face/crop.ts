import type { Photograph } from '../photograph.ts';
import type { Pixel } from '../question.ts';
import type { Tensor } from './graph-ops.ts';

/** A square of a photograph that a network looks at. */
export interface Square {
  readonly middle: Pixel;
  readonly sidePx: number;
  /** By how much it is turned, radians, clockwise as the photograph is seen. */
  readonly turn: number;
}

/** Samples to a side of a cell at most: a photograph of 12 MP is averaged, not skipped through. */
const MOST_SAMPLES = 8;

/** A square of a photograph in cells, its bytes brought to a range; black beyond the photograph. */
export function cropped(
  { widthPx, heightPx, rgba }: Photograph,
  square: Square,
  cells: number,
  [low, high]: readonly [number, number],
): Tensor {
  const data = new Float32Array(cells * cells * 3);
  const samples = Math.min(MOST_SAMPLES, Math.max(1, Math.ceil(square.sidePx / cells)));
  const scale = (high - low) / (255 * samples * samples);
  const fine = cells * samples;
  const sum = [0, 0, 0];
  for (let y = 0; y < cells; y++) {
    for (let x = 0; x < cells; x++) {
      sum.fill(0);
      for (let s = 0; s < samples * samples; s++) {
        const u = (x * samples + (s % samples) + 0.5) / fine;
        const v = (y * samples + Math.floor(s / samples) + 0.5) / fine;
        const [px, py] = placeIn(square, [u, v]);
        // Between pixel centres, so that a square that is finer than the photograph is smooth.
        const [left, top] = [Math.floor(px - 0.5), Math.floor(py - 0.5)];
        const [a, b] = [px - 0.5 - left, py - 0.5 - top];
        for (let corner = 0; corner < 4; corner++) {
          const [cx, cy] = [left + (corner & 1), top + (corner >> 1)];
          if (cx < 0 || cy < 0 || cx >= widthPx || cy >= heightPx) continue;
          const share = (corner & 1 ? a : 1 - a) * (corner >> 1 ? b : 1 - b);
          const at = 4 * (cy * widthPx + cx);
          for (let c = 0; c < 3; c++) sum[c]! += share * rgba[at + c]!;
        }
      }
      for (let c = 0; c < 3; c++) data[3 * (y * cells + x) + c] = low + scale * sum[c]!;
    }
  }
  return { shape: [1, cells, cells, 3], data };
}

/** Where a place of a square, shares of its sides, lies in the photograph. */
export function placeIn(
  { middle, sidePx, turn }: Square,
  [u, v]: readonly [number, number],
): Pixel {
  const [x, y] = [(u - 0.5) * sidePx, (v - 0.5) * sidePx];
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return [middle[0] + c * x - s * y, middle[1] + s * x + c * y];
}
