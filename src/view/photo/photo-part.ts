import type { Vec3 } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import { type PhotoCamera, project } from '../../photo/camera.ts';
import type { Photograph } from '../../photo/skin-around.ts';

/** A part of a photograph, in its pixels. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels beyond the outermost of the scalp that are looked at too. */
const EDGE_PX = 2;

/** The part of the photograph that the scalp may lie in. */
export function scalpIn(camera: PhotoCamera, { mesh, scalp }: Head): Part {
  const [low, high] = [
    [camera.widthPx, camera.heightPx],
    [0, 0],
  ];
  for (let v = 0; v < scalp.length; v++) {
    if (!scalp[v]) continue;
    const mm = [0, 1, 2].map((i) => mesh.positionsUm[3 * v + i]! / 1000) as unknown as Vec3;
    project(camera, mm).forEach((px, axis) => {
      low![axis] = Math.min(low![axis]!, px);
      high![axis] = Math.max(high![axis]!, px);
    });
  }
  const left = Math.max(0, Math.floor(low![0]!) - EDGE_PX);
  const top = Math.max(0, Math.floor(low![1]!) - EDGE_PX);
  return {
    ...{ left, top },
    width: Math.max(0, Math.min(camera.widthPx, Math.ceil(high![0]!) + EDGE_PX) - left),
    height: Math.max(0, Math.min(camera.heightPx, Math.ceil(high![1]!) + EDGE_PX) - top),
  };
}

/** Cuts a part into squares of at most `sidePx`, row by row. */
export function partsOf(whole: Part, { widthPx, heightPx }: Photograph, sidePx: number): Part[] {
  const out: Part[] = [];
  const [right, bottom] = [
    Math.min(widthPx, whole.left + whole.width),
    Math.min(heightPx, whole.top + whole.height),
  ];
  for (let top = whole.top; top < bottom; top += sidePx) {
    for (let left = whole.left; left < right; left += sidePx) {
      const [width, height] = [Math.min(sidePx, right - left), Math.min(sidePx, bottom - top)];
      out.push({ left, top, width, height });
    }
  }
  return out;
}

/** The bytes of a part, row by row. */
export function cut(all: Uint8Array, widthPx: number, part: Part, bytes: number): Uint8Array {
  const out = new Uint8Array(bytes * part.width * part.height);
  for (let y = 0; y < part.height; y++) {
    const from = bytes * ((part.top + y) * widthPx + part.left);
    out.set(all.subarray(from, from + bytes * part.width), bytes * y * part.width);
  }
  return out;
}

/** Puts a part of four bytes a pixel back into the whole. */
export function paste(from: Uint8Array, all: Uint8Array, widthPx: number, part: Part): void {
  for (let y = 0; y < part.height; y++) {
    const row = from.subarray(4 * y * part.width, 4 * (y + 1) * part.width);
    all.set(row, 4 * ((part.top + y) * widthPx + part.left));
  }
}

/** The same bytes, as many as whole words have. */
export function padded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(4 * Math.ceil(bytes.length / 4));
  out.set(bytes);
  return out;
}
