import type { Vec3 } from '../base/vec3.ts';
import type { Head } from '../head/head.ts';
import { intoCamera, type PhotoCamera, project } from './camera.ts';
import { linearOfByte } from './linear-bytes.ts';

/** A photograph, eight-bit sRGB, row by row from the top, four bytes a pixel. */
export interface Photograph {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8Array;
}

/** The skin of a photograph as it lies in its light, coarsely. */
export interface SkinAround {
  readonly width: number;
  readonly height: number;
  /** Luminance of the skin around each place, linear. */
  readonly luminance: Float32Array<ArrayBuffer>;
  /** Its colour, linear RGB of luminance one. */
  readonly colour: Vec3;
}

/** Longer side of the coarse picture. */
const SIDE = 192;
/** How far around a place its skin is looked for, coarse pixels as a standard deviation. */
const AROUND = 7;
/** Darker than this share of what is around, a coarse pixel is hair. Assumed. */
const HAIR_BELOW = 0.65;
const ROUNDS = 3;

const LUMINANCE: Vec3 = [0.2126, 0.7152, 0.0722];

/**
 * How bright the skin is around every place of a photograph, from the scalp and the forehead in
 * sight and without what is dark there; elsewhere the nearest of it.
 */
export function skinAround(photo: Photograph, camera: PhotoCamera, head: Head): SkinAround {
  const step = Math.max(1, Math.ceil(Math.max(photo.widthPx, photo.heightPx) / SIDE));
  const [width, height] = [Math.ceil(photo.widthPx / step), Math.ceil(photo.heightPx / step)];
  const light = coarse(photo, step, width, height);
  const bright = Float64Array.from({ length: width * height }, (_, i) =>
    LUMINANCE.reduce((sum, part, c) => sum + part * light[3 * i + c]!, 0),
  );
  let weight = scalpInSight(camera, head, step, width, height);
  let around = smoothed(bright, weight, width, height);
  for (let round = 1; round < ROUNDS; round++) {
    weight = weight.map((share, i) =>
      bright[i]! < HAIR_BELOW * around[i]! ? 0.02 * share : share,
    );
    around = smoothed(bright, weight, width, height);
  }
  const sum = [0, 0, 0];
  weight.forEach((share, i) => {
    for (let c = 0; c < 3; c++) sum[c]! += share * light[3 * i + c]!;
  });
  const level = LUMINANCE.reduce((all, part, c) => all + part * sum[c]!, 0) || 1;
  return {
    ...{ width, height },
    luminance: Float32Array.from(around),
    colour: [sum[0]! / level, sum[1]! / level, sum[2]! / level],
  };
}

function coarse(
  { widthPx, heightPx, rgba }: Photograph,
  step: number,
  width: number,
  height: number,
) {
  const out = new Float64Array(3 * width * height);
  const count = new Uint32Array(width * height);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const cell = Math.floor(y / step) * width + Math.floor(x / step);
      const at = 4 * (y * widthPx + x);
      for (let c = 0; c < 3; c++) out[3 * cell + c]! += linearOfByte[rgba[at + c]!]!;
      count[cell]!++;
    }
  }
  return out.map((sum, i) => sum / count[Math.floor(i / 3)]!);
}

/** Marks the coarse pixels that vertices of the scalp fall on, seen from the camera's side. */
function scalpInSight(
  camera: PhotoCamera,
  { mesh, scalp }: Head,
  step: number,
  width: number,
  height: number,
): Float64Array {
  const out = new Float64Array(width * height);
  for (let v = 0; v < scalp.length; v++) {
    if (!scalp[v]) continue;
    const mm = [0, 1, 2].map((i) => mesh.positionsUm[3 * v + i]! / 1000) as unknown as Vec3;
    const normal = [0, 1, 2].map((i) => mesh.normals[3 * v + i]!) as unknown as Vec3;
    const seen = intoCamera(camera, mm);
    const turned = camera.turn.map(
      (row) => row[0] * normal[0] + row[1] * normal[1] + row[2] * normal[2],
    );
    const towards = -seen.reduce((sum, value, i) => sum + value * turned[i]!, 0);
    if (towards <= 0.2 * Math.hypot(...seen)) continue;
    const [x, y] = project(camera, mm).map((px) => Math.floor(px / step));
    if (x! >= 0 && x! < width && y! >= 0 && y! < height) out[y! * width + x!] = 1;
  }
  return out;
}

/** Weighted means around every place, ever wider where there is nothing near. */
function smoothed(values: Float64Array, weight: Float64Array, width: number, height: number) {
  const out = new Float64Array(values.length);
  const told = new Float64Array(values.length);
  for (const reach of [AROUND, 4 * AROUND, 16 * AROUND]) {
    const top = blurred(
      values.map((value, i) => value * weight[i]!),
      width,
      height,
      reach,
    );
    const bottom = blurred(weight, width, height, reach);
    for (let i = 0; i < out.length; i++) {
      const rest = (1 - told[i]!) * Math.min(1, bottom[i]! / 0.02);
      if (bottom[i]! > 1e-9) out[i]! += rest * (top[i]! / bottom[i]!);
      told[i]! += bottom[i]! > 1e-9 ? rest : 0;
    }
  }
  return out.map((sum, i) => (told[i]! > 0 ? sum / told[i]! : 0));
}

/** Three box blurs a direction: near a Gaussian. */
function blurred(values: Float64Array, width: number, height: number, sd: number): Float64Array {
  const radius = Math.max(1, Math.round(sd * 0.87));
  let out = values;
  for (let pass = 0; pass < 2; pass++) {
    out = boxed(out, width, height, 1, width, radius);
    out = boxed(out, height, width, width, 1, radius);
  }
  return out;
}

function boxed(
  values: Float64Array,
  length: number,
  lines: number,
  step: number,
  stride: number,
  radius: number,
): Float64Array {
  const out = new Float64Array(values.length);
  for (let line = 0; line < lines; line++) {
    const at = (i: number) => values[line * stride + i * step]!;
    let sum = 0;
    for (let i = 0; i < Math.min(radius, length); i++) sum += at(i);
    for (let i = 0; i < length; i++) {
      if (i + radius < length) sum += at(i + radius);
      if (i - radius - 1 >= 0) sum -= at(i - radius - 1);
      out[line * stride + i * step] = sum / (2 * radius + 1);
    }
  }
  return out;
}
