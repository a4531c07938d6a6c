import { encode } from 'fast-png';
import { plainText } from './plain-text.ts';

/** Eight-bit RGBA, row by row from the top. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/**
 * A picture as PNG.
 *
 * @param text - Metadata by keyword (`tEXt` chunks; Title, Description and Software are registered
 *   keywords). Letters Latin-1 cannot hold are written plainly.
 */
export function encodePng(
  { widthPx, heightPx, rgba }: Picture,
  text: Readonly<Record<string, string>> = {},
): Uint8Array {
  const opaque = isOpaque(rgba);
  return encode(
    {
      width: widthPx,
      height: heightPx,
      data: opaque ? withoutAlpha(rgba) : rgba,
      channels: opaque ? 3 : 4,
      depth: 8,
      text: Object.fromEntries(Object.entries(text).map(([key, value]) => [key, plainText(value)])),
    },
    { zlib: { level: 9 } },
  );
}

function isOpaque(rgba: ArrayLike<number>): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 255) return false;
  return true;
}

function withoutAlpha(rgba: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: (rgba.length / 4) * 3 }, (_, i) => rgba[i + Math.floor(i / 3)]!);
}
