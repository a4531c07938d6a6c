import type { Picture } from '../png.ts';
import { JPEG_QUALITY } from './quality.ts';

/** By the browser. */
export async function pageJpeg({ widthPx, heightPx, rgba }: Picture): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  const pixels = new ImageData(new Uint8ClampedArray(rgba), widthPx, heightPx);
  canvas.getContext('2d')!.putImageData(pixels, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  return new Uint8Array(await blob.arrayBuffer());
}
