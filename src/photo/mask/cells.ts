import { linearOfByte } from '../linear-bytes.ts';
import type { Photograph } from '../photograph.ts';

/** A photograph by cells: squares of pixels, row by row. */
export interface Cells {
  /** Pixels along a side of each. */
  readonly step: number;
  readonly width: number;
  readonly height: number;
  /** Mean linear RGB, three a cell. */
  readonly light: Float64Array;
  /** How much neighbouring pixels differ, mean of |ln Y - ln Y'| along rows and columns. */
  readonly texture: Float64Array;
}

/** Cells along the longer side. */
const SIDE = 320;

/** Darkest luminance whose logarithm is looked at: below it, noise alone. */
const DARKEST = 0.002;

export function cellsOf({ widthPx, heightPx, rgba }: Photograph): Cells {
  const step = Math.max(1, Math.ceil(Math.max(widthPx, heightPx) / SIDE));
  const [width, height] = [Math.ceil(widthPx / step), Math.ceil(heightPx / step)];
  const light = new Float64Array(3 * width * height);
  const texture = new Float64Array(width * height);
  const count = new Uint32Array(width * height);
  const logs = new Float32Array(widthPx);
  for (let y = 0; y < heightPx; y++) {
    let before = 0;
    for (let x = 0; x < widthPx; x++) {
      const at = 4 * (y * widthPx + x);
      const r = linearOfByte[rgba[at]!]!;
      const g = linearOfByte[rgba[at + 1]!]!;
      const b = linearOfByte[rgba[at + 2]!]!;
      const cell = Math.floor(y / step) * width + Math.floor(x / step);
      light[3 * cell]! += r;
      light[3 * cell + 1]! += g;
      light[3 * cell + 2]! += b;
      count[cell]!++;
      const log = Math.log(0.2126 * r + 0.7152 * g + 0.0722 * b + DARKEST);
      texture[cell]! +=
        0.5 * (x > 0 ? Math.abs(log - before) : 0) + 0.5 * (y > 0 ? Math.abs(log - logs[x]!) : 0);
      logs[x] = before = log;
    }
  }
  return {
    ...{ step, width, height },
    light: light.map((sum, i) => sum / count[Math.floor(i / 3)]!),
    texture: texture.map((sum, i) => sum / count[i]!),
  };
}
