import sharp, { type Sharp } from 'sharp';
import { unitHash } from '../../../src/base/unit-hash.ts';
import { dot, scale, sub, unit, type Vec3 } from '../../../src/base/vec3.ts';
import type { Head } from '../../../src/head/head.ts';
import { cameraPlace, type PhotoCamera, project } from '../../../src/photo/camera.ts';
import type { Photograph } from '../../../src/photo/photograph.ts';

/*
 * A camera and lamps that share no line with the product's: a rasteriser on the CPU, Lambert's light,
 * Phong's gloss, uneven skin, its own blur, noise and JPEG.
 */

/** How a photograph is taken. */
export interface Shot {
  readonly camera: PhotoCamera;
  /** Towards the lamp, head frame. */
  readonly lampTowards: Vec3;
  /** Linear RGB of the lamp, and of the light from all sides. */
  readonly lamp: Vec3;
  readonly ambient: Vec3;
  /** Light that the brightest gloss adds, as a share of the lamp's. */
  readonly gloss: number;
  /** What bare skin gives back, linear RGB. */
  readonly skin: Vec3;
  /** Of lens and sensor beyond the pixel itself, pixels as a standard deviation. */
  readonly blurPx: number;
  /** Noise of the sensor, sRGB bytes as a standard deviation. */
  readonly noise: number;
  /** Quality of the JPEG. */
  readonly quality: number;
}

/** Samples along a side of a pixel. */
export const FINE = 3;

/** Light on every sample, six numbers: from under the skin at an albedo of one, and mirrored. */
export interface Lit {
  readonly width: number;
  readonly height: number;
  readonly diffuse: Float32Array;
  readonly mirrored: Float32Array;
  readonly isHead: Uint8Array;
}

const WALL: Vec3 = [0.09, 0.13, 0.16];
const SHARPNESS = 30;

/** What falls on the head and comes back, sample by sample; dots change none of it. */
export function lit(head: Head, shot: Shot): Lit {
  const fine = {
    ...shot.camera,
    widthPx: FINE * shot.camera.widthPx,
    heightPx: FINE * shot.camera.heightPx,
    focalPx: FINE * shot.camera.focalPx,
  };
  const { widthPx: width, heightPx: height } = fine;
  const count = width * height;
  const out: Lit = {
    ...{ width, height },
    diffuse: new Float32Array(3 * count),
    mirrored: new Float32Array(3 * count),
    isHead: new Uint8Array(count),
  };
  const near = new Float64Array(count);
  const lamp = unit(shot.lampTowards);
  const eye = cameraPlace(fine);
  const { positionsUm, normals, triangles } = head.mesh;
  const of = (list: ArrayLike<number>, v: number, by: number): Vec3 => [
    list[3 * v]! / by,
    list[3 * v + 1]! / by,
    list[3 * v + 2]! / by,
  ];
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
    const mm = corners.map((v) => of(positionsUm, v, 1000));
    const turned = corners.map((v) => of(normals, v, 1));
    const [a, b, c] = mm.map((place) => project(fine, place)) as [Pair, Pair, Pair];
    const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if (area >= 0) continue;
    const far = mm.map((place) => 1 / (dot(fine.turn[2], place) + fine.shiftMm[2]));
    const box = [0, 1].map((axis) => [a, b, c].map((p) => p[axis]!));
    for (let y = from(box[1]!); y <= to(box[1]!, height); y++) {
      for (let x = from(box[0]!); x <= to(box[0]!, width); x++) {
        const flat = [share(b, c, x, y, area), share(c, a, x, y, area), share(a, b, x, y, area)];
        if (flat.some((one) => one < -1e-9)) continue;
        const depth = flat[0]! * far[0]! + flat[1]! * far[1]! + flat[2]! * far[2]!;
        const at = y * width + x;
        if (depth <= near[at]!) continue;
        near[at] = depth;
        out.isHead[at] = 1;
        const weights = flat.map((one, k) => (one * far[k]!) / depth);
        const normal = unit(mixed(turned, weights));
        const facing = Math.max(0, dot(normal, lamp));
        const view = unit(sub(eye, mixed(mm, weights)));
        const back = sub(scale(normal, 2 * dot(normal, lamp)), lamp);
        const peak = facing > 0 ? shot.gloss * Math.max(0, dot(back, view)) ** SHARPNESS : 0;
        for (let k = 0; k < 3; k++) {
          out.diffuse[3 * at + k] = facing * shot.lamp[k]! + shot.ambient[k]!;
          out.mirrored[3 * at + k] = peak * shot.lamp[k]!;
        }
      }
    }
  }
  return out;
}

/**
 * What the sensor has of it, and the same as it comes out of its JPEG, whose colours are of half the
 * resolution as those of phones are.
 *
 * @param left - Share of its light that skin keeps under dots, linear RGB a sample; all of it if left out.
 */
export async function taken(
  shot: Shot,
  light: Lit,
  left?: Float32Array,
): Promise<{ readonly raw: Photograph; readonly jpeg: Photograph }> {
  const { widthPx, heightPx } = shot.camera;
  const sensor = new Float64Array(3 * widthPx * heightPx);
  for (let y = 0; y < light.height; y++) {
    for (let x = 0; x < light.width; x++) {
      const at = y * light.width + x;
      const to = 3 * (Math.floor(y / FINE) * widthPx + Math.floor(x / FINE));
      const uneven = 0.94 + 0.06 * Math.sin(x / 17) * Math.sin(y / 14 + 3 * Math.sin(x / 40));
      for (let k = 0; k < 3; k++) {
        const kept = left ? left[3 * at + k]! : 1;
        const seen = light.isHead[at]
          ? shot.skin[k]! * uneven * kept * light.diffuse[3 * at + k]! + light.mirrored[3 * at + k]!
          : WALL[k]!;
        sensor[to + k]! += seen / FINE ** 2;
      }
    }
  }
  const across = blurred(sensor, heightPx, widthPx, 3, 3 * widthPx, shot.blurPx);
  const both = blurred(across, widthPx, heightPx, 3 * widthPx, 3, shot.blurPx);
  const raw = Uint8ClampedArray.from(both, (value, i) => byteOf(value) + shot.noise * normal(i));
  const whole = sharp(raw, { raw: { width: widthPx, height: heightPx, channels: 3 } });
  const jpeg = await whole.clone().jpeg({ quality: shot.quality }).toBuffer();
  const opened = async (picture: Sharp): Promise<Photograph> => {
    const data = await picture.ensureAlpha().raw().toBuffer();
    return { widthPx, heightPx, rgba: new Uint8Array(data) };
  };
  return { raw: await opened(whole), jpeg: await opened(sharp(jpeg)) };
}

type Pair = readonly [number, number];

const from = (values: readonly number[]) => Math.max(0, Math.floor(Math.min(...values)));
const to = (values: readonly number[], end: number) =>
  Math.min(end - 1, Math.ceil(Math.max(...values)));

/** How near a sample's middle is to the corner opposite an edge, 0 on the edge to 1. */
function share(p: Pair, q: Pair, x: number, y: number, area: number): number {
  return ((q[0] - p[0]) * (y + 0.5 - p[1]) - (q[1] - p[1]) * (x + 0.5 - p[0])) / area;
}

function mixed(of: readonly Vec3[], weights: readonly number[]): Vec3 {
  return [0, 1, 2].map((axis) =>
    of.reduce((sum, one, k) => sum + weights[k]! * one[axis]!, 0),
  ) as unknown as Vec3;
}

/** Three numbers a pixel, along lines of `length` pixels that lie `step` apart. */
function blurred(
  values: Float64Array,
  lines: number,
  length: number,
  step: number,
  stride: number,
  sd: number,
): Float64Array {
  const reach = Math.ceil(3 * sd);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / sd) ** 2),
  );
  const all = weights.reduce((sum, one) => sum + one, 0);
  const out = new Float64Array(values.length);
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < length; i++) {
      weights.forEach((weight, j) => {
        const other = Math.min(length - 1, Math.max(0, i + j - reach));
        for (let k = 0; k < 3; k++) {
          out[line * stride + i * step + k]! +=
            (weight / all) * values[line * stride + other * step + k]!;
        }
      });
    }
  }
  return out;
}

/** IEC 61966-2-1. */
function byteOf(value: number): number {
  const light = Math.min(1, Math.max(0, value));
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
}

/** Of a number, always the same: near normal, standard deviation one. */
function normal(i: number): number {
  let sum = 0;
  for (let k = 0; k < 12; k++) sum += unitHash(i, k, 5);
  return sum - 6;
}
