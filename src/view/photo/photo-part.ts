import type { Vec3 } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import { type PhotoCamera, project } from '../../photo/camera.ts';
import type { Photograph } from '../../photo/photograph.ts';

/** A part of a photograph, in its pixels. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels beyond the outermost of the scalp that are looked at too. */
const EDGE_PX = 2;

/** Up to so many pixels are worked on at once, and kept for the next time: about 100 MB. */
const WHOLE_PX = 2 ** 21;
/** No texture is longer than every device makes it. */
const WHOLE_SIDE = 4096;

/** Longer side of the parts of what is larger, pixels: memory stays the same however large it is. */
const PART_PX = 1024;

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

/**
 * Cuts a part into squares of at most `sidePx`, row by row. Where no side is given it stays whole
 * as long as it is no larger than what may be kept.
 */
export function partsOf(
  whole: Part,
  { widthPx, heightPx }: Photograph,
  sidePx = isSmall(whole) ? WHOLE_SIDE : PART_PX,
): Part[] {
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

function isSmall({ width, height }: Part): boolean {
  return width * height <= WHOLE_PX && Math.max(width, height) <= WHOLE_SIDE;
}

/** A part and what lies up to `reachPx` around it in the photograph. */
export function widened(part: Part, reachPx: number, { widthPx, heightPx }: Photograph): Part {
  const left = Math.max(0, part.left - reachPx);
  const top = Math.max(0, part.top - reachPx);
  return {
    ...{ left, top },
    width: Math.min(widthPx, part.left + part.width + reachPx) - left,
    height: Math.min(heightPx, part.top + part.height + reachPx) - top,
  };
}

export function isSamePart(a: Part, b: Part): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}

/** The bytes of a part, row by row, and as many after them as make whole words. */
export function cut(all: Uint8Array, widthPx: number, part: Part, bytes: number): Uint8Array {
  const out = new Uint8Array(4 * Math.ceil((bytes * part.width * part.height) / 4));
  for (let y = 0; y < part.height; y++) {
    const from = bytes * ((part.top + y) * widthPx + part.left);
    out.set(all.subarray(from, from + bytes * part.width), bytes * y * part.width);
  }
  return out;
}

/** Puts a part of four bytes a pixel into a picture whose upper left corner lies at `origin`. */
export function paste(
  from: Uint8Array,
  part: Part,
  all: Uint8Array,
  widthPx: number,
  origin: Pick<Part, 'left' | 'top'> = { left: 0, top: 0 },
): void {
  for (let y = 0; y < part.height; y++) {
    const row = from.subarray(4 * y * part.width, 4 * (y + 1) * part.width);
    all.set(row, 4 * ((part.top - origin.top + y) * widthPx + part.left - origin.left));
  }
}
