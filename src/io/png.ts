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
  return encode({
    width: widthPx,
    height: heightPx,
    data: rgba,
    channels: 4,
    depth: 8,
    text: Object.fromEntries(Object.entries(text).map(([key, value]) => [key, plainText(value)])),
  });
}
