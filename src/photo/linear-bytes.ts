import { decodeSrgb, encodeSrgb } from '../color/srgb.ts';

/** Linear light of each byte of sRGB. */
export const linearOfByte = Float64Array.from(
  { length: 256 },
  (_, byte) => decodeSrgb([byte / 255, 0, 0])[0],
);

/** The byte nearest to linear light, which is cut to what a screen shows. */
export function srgbByte(linear: number): number {
  const light = Math.min(1, Math.max(0, linear));
  return Math.round(255 * encodeSrgb([light, 0, 0])[0]);
}
