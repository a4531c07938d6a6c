import { DotworkError } from '../../base/errors.ts';
import { type MaskStroke, readStrokes } from '../../photo/mask/strokes.ts';
import type { Photograph } from '../../photo/photograph.ts';
import type { Pixel } from '../../photo/question.ts';
import { quoted } from '../../plan/words.ts';
import { readJsonFile } from '../json-file.ts';

/** Reads `--strokes`. Throws an error that names the file and the stroke that is none. */
export function openStrokes(path: string): readonly MaskStroke[] {
  const example = '[{"kind": "keep-out", "radiusPx": 30, "points": [[612, 340]]}]';
  const value = readJsonFile(path, 'the strokes themselves', example);
  return readStrokes(value, path);
}

/** Reads `--grey`: where it is, and what share of light it gives back where that is told. */
export function greyPlace(text: string): { readonly at: Pixel; readonly reflectance?: number } {
  const [, x, y, share] =
    /^\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*(?:,\s*([\d.]+)\s*)?$/.exec(text) ?? [];
  const reflectance = share === undefined ? undefined : Number(share);
  const isShare = reflectance === undefined || (reflectance >= 0.02 && reflectance <= 1);
  if (x === undefined || !isShare) {
    throw new DotworkError(
      'usage',
      `--grey is ${quoted(text)}.`,
      'Write x,y in pixels, and what it gives back where you know that: --grey 80,1500,0.18 for a grey card.',
    );
  }
  return { at: [Number(x), Number(y)], ...(reflectance !== undefined && { reflectance }) };
}

/** Dots may show all over. */
export function everywhere({ widthPx, heightPx }: Photograph): Uint8Array<ArrayBuffer> {
  return new Uint8Array(widthPx * heightPx).fill(255);
}

/** A mask as a picture. */
export function maskPicture(mask: Uint8Array, { widthPx, heightPx }: Photograph): Photograph {
  const rgba = new Uint8Array(4 * mask.length);
  mask.forEach((share, i) => {
    rgba.fill(share, 4 * i, 4 * i + 3);
    rgba[4 * i + 3] = 255;
  });
  return { widthPx, heightPx, rgba };
}
