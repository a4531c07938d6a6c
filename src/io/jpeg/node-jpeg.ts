import type { Picture } from '../png.ts';
import { JPEG_QUALITY } from './quality.ts';

/** By sharp. */
export async function nodeJpeg({ widthPx, heightPx, rgba }: Picture): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const raw = { width: widthPx, height: heightPx, channels: 4 } as const;
  return sharp(rgba, { raw })
    .removeAlpha()
    .jpeg({ quality: 100 * JPEG_QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
