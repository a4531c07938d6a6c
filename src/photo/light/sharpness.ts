import { linearOfByte } from '../linear-bytes.ts';
import { luminanceOf } from '../mask/skin-model.ts';
import type { Photograph } from '../photograph.ts';

/** How sharp a photograph is. */
export interface Sharpness {
  /** Blur as a standard deviation, pixels: what simulated dots need on top of their own pixel. */
  readonly blurPx: number;
  /** Edges that tell it. */
  readonly edges: number;
}

/** Blur of photographs that have no edge to tell theirs, pixels. Assumed. */
export const USUAL_BLUR_PX = 0.8;
/** No photograph is given a wider blur. */
export const MOST_BLUR_PX = 8;

/** Squares of the photograph that are looked at, pixels, and how many of them. */
const SQUARE = 192;
const MOST_SQUARES = 36;

/** Blurs that are laid over it to see what they change, pixels. */
const AGAIN: readonly [number, number] = [1, 3];

/** An edge stands out of the noise by so much, and is a step where both blurs say the same. */
const OVER_NOISE = 10;
const LEAST_STEP = 0.02;
const AGREE = 0.2;

/** Steps to either side of an edge over which it is the steepest. */
const AROUND = [-4, -3, -2, -1, 1, 2, 3, 4];

/** Variance of the difference between both neighbours of a pixel, as of a box two pixels wide. */
const DIFFERENCE_VARIANCE = 1 / 3;
/** Blur that the skin pass gives each pixel as it is, pixels. */
const OWN_PX = 0.4;

/** The sharpest quarter of edges is the camera's own; the rest are soft things. */
const SHARP_SHARE = 0.25;
const LEAST_EDGES = 30;

/**
 * The blur of a photograph's own lens, sensor and software where it is sharpest: how much a further
 * blur takes of the steepest slope of an edge (after Zhuo and Sim, Pattern Recognition 44:1852, 2011).
 * Hairs are no edges: two blurs tell lines from steps. Undefined where too few edges are.
 *
 * @param within - The part that is looked at; all of it if left out.
 */
export function sharpnessOf(
  photo: Photograph,
  within = { left: 0, top: 0, width: photo.widthPx, height: photo.heightPx },
): Sharpness | undefined {
  const found: number[] = [];
  for (const square of squaresOf(within)) found.push(...edgesOf(photo, square));
  if (found.length < LEAST_EDGES) return undefined;
  found.sort((a, b) => a - b);
  const variance = found[Math.floor(SHARP_SHARE * found.length)]!;
  return {
    blurPx: Math.sqrt(Math.max(0, variance - OWN_PX * OWN_PX)),
    edges: found.length,
  };
}

type Square = { left: number; top: number; width: number; height: number };

function squaresOf({ left, top, width, height }: Square): Square[] {
  const all: Square[] = [];
  for (let y = top; y + SQUARE / 2 <= top + height; y += SQUARE) {
    for (let x = left; x + SQUARE / 2 <= left + width; x += SQUARE) {
      const size = [left + width - x, top + height - y];
      all.push({
        ...{ left: x, top: y },
        ...{ width: Math.min(SQUARE, size[0]!), height: Math.min(SQUARE, size[1]!) },
      });
    }
  }
  const every = Math.max(1, all.length / MOST_SQUARES);
  return Array.from(
    { length: Math.min(all.length, MOST_SQUARES) },
    (_, i) => all[Math.floor(i * every)]!,
  );
}

/** Variances of the blur of each edge in a square, pixels squared. */
function edgesOf({ widthPx, rgba }: Photograph, { left, top, width, height }: Square): number[] {
  const light = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * ((top + y) * widthPx + left + x);
      light[y * width + x] = luminanceOf(
        linearOfByte[rgba[at]!]!,
        linearOfByte[rgba[at + 1]!]!,
        linearOfByte[rgba[at + 2]!]!,
      );
    }
  }
  const [once, twice] = AGAIN.map((sd) => blurred(light, width, height, sd)) as [
    Float64Array,
    Float64Array,
  ];
  const noise = noiseOf(light, width, height);
  const out: number[] = [];
  const margin = 10;
  for (let y = margin; y < height - margin; y++) {
    for (let x = margin; x < width - margin; x++) {
      const at = y * width + x;
      for (const step of [1, width]) {
        const slope = Math.abs(light[at + step]! - light[at - step]!);
        if (slope < Math.max(LEAST_STEP, OVER_NOISE * noise)) continue;
        // The steepest place of an edge that lies across this direction.
        const isTop = AROUND.every((off) => {
          const there = at + off * step;
          return slope >= Math.abs(light[there + step]! - light[there - step]!);
        });
        const other = step === 1 ? width : 1;
        const aslant = Math.abs(light[at + other]! - light[at - other]!);
        if (!isTop || aslant > 0.3 * slope) continue;
        const [a, b] = [once, twice].map((soft, i) => {
          const left = Math.abs(soft[at + step]! - soft[at - step]!);
          const ratio = (slope / left) ** 2;
          return ratio > 1 ? AGAIN[i]! ** 2 / (ratio - 1) : Number.NaN;
        }) as [number, number];
        if (!(Math.abs(a - b) < AGREE * b)) continue;
        out.push(Math.max(0, b - DIFFERENCE_VARIANCE));
      }
    }
  }
  return out;
}

/** Standard deviation of the noise, from what a pixel differs from its neighbours (Immerkaer 1996). */
function noiseOf(light: Float64Array, width: number, height: number): number {
  const all: number[] = [];
  for (let y = 1; y < height - 1; y += 2) {
    for (let x = 1; x < width - 1; x += 2) {
      const at = y * width + x;
      const cross = light[at - 1]! + light[at + 1]! + light[at - width]! + light[at + width]!;
      const corners =
        light[at - width - 1]! +
        light[at - width + 1]! +
        light[at + width - 1]! +
        light[at + width + 1]!;
      all.push(Math.abs(4 * light[at]! - 2 * cross + corners));
    }
  }
  all.sort((a, b) => a - b);
  return (all[Math.floor(all.length / 2)] ?? 0) / (0.6745 * 6);
}

function blurred(values: Float64Array, width: number, height: number, sd: number): Float64Array {
  const reach = Math.ceil(3 * sd);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / sd) ** 2),
  );
  const sum = weights.reduce((a, b) => a + b);
  const along = (from: Float64Array, step: number, length: number, lines: number, line: number) => {
    const out = new Float64Array(from.length);
    for (let l = 0; l < lines; l++) {
      for (let i = 0; i < length; i++) {
        let all = 0;
        for (let k = -reach; k <= reach; k++) {
          const at = Math.min(length - 1, Math.max(0, i + k));
          all += weights[k + reach]! * from[l * line + at * step]!;
        }
        out[l * line + i * step] = all / sum;
      }
    }
    return out;
  };
  return along(along(values, 1, width, height, width), width, height, width, 1);
}
