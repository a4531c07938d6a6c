import { linearOfByte } from '../linear-bytes.ts';
import type { Photograph } from '../photograph.ts';
import type { SkinAround } from '../skin-around.ts';
import { partsOfLight } from './skin-model.ts';

/** Shares of the skin's light between which a pixel at the rim turns from hair to skin. Assumed. */
const HAIR_BELOW = 0.4;
const SKIN_ABOVE = 0.65;
/** Deviations of colour between which it turns to something else. */
const SKIN_TO = 2;
const ELSE_FROM = 3.5;

/**
 * Where a photograph shows skin that nothing lies before: a byte a pixel, 255 for all of it. Cells
 * decide; in them and at their rim pixels are looked at one by one, for thin hair and its ends.
 */
export function findMask(photo: Photograph, skin: SkinAround): Uint8Array<ArrayBuffer> {
  const { widthPx, heightPx, rgba } = photo;
  const { step, width, height, isSkin, luminance, model } = skin;
  const out = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const v = Math.min(height - 1, Math.max(0, (y + 0.5) / step - 0.5));
    const top = Math.min(Math.floor(v), Math.max(0, height - 2));
    const low = Math.min(height - 1, top + 1);
    for (let x = 0; x < widthPx; x++) {
      const u = Math.min(width - 1, Math.max(0, (x + 0.5) / step - 0.5));
      const left = Math.min(Math.floor(u), Math.max(0, width - 2));
      const right = Math.min(width - 1, left + 1);
      const corners =
        isSkin[top * width + left]! +
        isSkin[top * width + right]! +
        isSkin[low * width + left]! +
        isSkin[low * width + right]!;
      if (corners === 0) continue;
      const at = y * widthPx + x;
      const level = luminance[Math.floor(y / step) * width + Math.floor(x / step)]!;
      const { body, rest } = partsOfLight(
        model,
        linearOfByte[rgba[4 * at]!]!,
        linearOfByte[rgba[4 * at + 1]!]!,
        linearOfByte[rgba[4 * at + 2]!]!,
      );
      const bright = softly(HAIR_BELOW, SKIN_ABOVE, body / Math.max(1e-4, level));
      const own = 1 - softly(SKIN_TO, ELSE_FROM, rest / model.strays);
      // By how near the cells of skin are, too: a hand has their colour.
      const [a, b] = [u - left, v - top];
      const upper = isSkin[top * width + left]! * (1 - a) + isSkin[top * width + right]! * a;
      const lower = isSkin[low * width + left]! * (1 - a) + isSkin[low * width + right]! * a;
      const near = Math.min(1, 2 * (upper * (1 - b) + lower * b));
      out[at] = Math.round(255 * bright * own * near);
    }
  }
  return out;
}

function softly(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
