import { encodeSrgb } from '../color/srgb.ts';

/** Averages linear samples per pixel and encodes them as sRGB; rows may be padded. */
export function develop(
  halves: Uint16Array,
  widthPx: number,
  heightPx: number,
  supersample: number,
): Uint8Array {
  const rgba = new Uint8Array(4 * widthPx * heightPx).fill(255);
  // Rows of a readback are padded to 256 bytes.
  const rowHalves = halves.length / (heightPx * supersample);
  const samples = supersample ** 2;
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const corner = y * supersample * rowHalves + 4 * x * supersample;
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let sy = 0; sy < supersample; sy++) {
          const row = corner + sy * rowHalves + channel;
          for (let sx = 0; sx < supersample; sx++) sum += HALF[halves[row + 4 * sx]!]!;
        }
        rgba[4 * (y * widthPx + x) + channel] = screenByte(sum / samples);
      }
    }
  }
  return rgba;
}

/** Value of every 16-bit float; infinities and NaN read as 0. */
const HALF = Float64Array.from({ length: 0x10000 }, (_, bits) => {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return 0;
  const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
});

/** Least linear value that shows as each byte: a power a channel would take most of a picture's time. */
const LEAST = Float64Array.from({ length: 256 }, (_, byte) => leastLinear(byte));

/** Steps of linear light at which the search for a byte starts; at most four bytes lie between two. */
const STEPS = 1024;
const START = Uint8Array.from({ length: STEPS + 1 }, (_, step) => encodedByte(step / STEPS));

/** The byte of {@link encodeSrgb}, clamped, from tables: the same for every number. */
export function screenByte(linear: number): number {
  if (!(linear > 0)) return 0;
  if (linear >= 1) return 255;
  let byte = START[Math.floor(linear * STEPS)]!;
  while (byte < 255 && linear >= LEAST[byte + 1]!) byte++;
  return byte;
}

function encodedByte(linear: number): number {
  return Math.round(255 * encodeSrgb([linear, 0, 0])[0]);
}

/** By halving until no number lies between. */
function leastLinear(byte: number): number {
  let [below, above] = [-1, 1];
  for (;;) {
    const middle = (below + above) / 2;
    if (middle <= below || middle >= above) return above;
    if (encodedByte(middle) >= byte) above = middle;
    else below = middle;
  }
}
