import type { PhotoCamera } from './camera.ts';
import { linearOfByte, srgbByte } from './linear-bytes.ts';
import type { Photograph } from './photograph.ts';

/**
 * A photograph no longer than that, for a screen: means of linear light, each pixel as the one whose
 * place it takes. One that is no longer comes back as it is.
 */
export function smallerPhoto(photo: Photograph, longSidePx: number): Photograph {
  const long = Math.max(photo.widthPx, photo.heightPx);
  if (long <= longSidePx) return photo;
  const scale = longSidePx / long;
  const widthPx = Math.max(1, Math.round(scale * photo.widthPx));
  const heightPx = Math.max(1, Math.round(scale * photo.heightPx));
  const rgba = new Uint8Array(4 * widthPx * heightPx);
  const edges = (count: number, from: number) =>
    Array.from({ length: count + 1 }, (_, i) => Math.floor((i * from) / count));
  const [columns, rows] = [edges(widthPx, photo.widthPx), edges(heightPx, photo.heightPx)];
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      let [r, g, b, count] = [0, 0, 0, 0];
      for (let row = rows[y]!; row < rows[y + 1]!; row++) {
        for (let column = columns[x]!; column < columns[x + 1]!; column++) {
          const at = 4 * (row * photo.widthPx + column);
          r += linearOfByte[photo.rgba[at]!]!;
          g += linearOfByte[photo.rgba[at + 1]!]!;
          b += linearOfByte[photo.rgba[at + 2]!]!;
          count++;
        }
      }
      const to = 4 * (y * widthPx + x);
      rgba[to] = srgbByte(r / count);
      rgba[to + 1] = srgbByte(g / count);
      rgba[to + 2] = srgbByte(b / count);
      rgba[to + 3] = 255;
    }
  }
  return { widthPx, heightPx, rgba };
}

/** The camera of a photograph as one of another size has it; both have the same shape. */
export function scaledCamera(
  camera: PhotoCamera,
  { widthPx, heightPx }: Pick<Photograph, 'widthPx' | 'heightPx'>,
): PhotoCamera {
  return { ...camera, widthPx, heightPx, focalPx: (camera.focalPx * widthPx) / camera.widthPx };
}
