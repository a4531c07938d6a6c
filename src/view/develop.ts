import { encodeSrgb } from '../color/srgb.ts';

/** Averages linear samples per pixel and encodes them as sRGB; rows may be padded. */
export function develop(
  halves: Uint16Array,
  widthPx: number,
  heightPx: number,
  supersample: number,
): Uint8Array {
  const rgba = new Uint8Array(4 * widthPx * heightPx);
  // Rows of a readback are padded to 256 bytes.
  const rowHalves = halves.length / (heightPx * supersample);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const sum: [number, number, number] = [0, 0, 0];
      for (let sy = 0; sy < supersample; sy++) {
        for (let sx = 0; sx < supersample; sx++) {
          const at = (y * supersample + sy) * rowHalves + 4 * (x * supersample + sx);
          for (let i = 0; i < 3; i++) sum[i]! += half(halves[at + i]!);
        }
      }
      const encoded = encodeSrgb([0, 1, 2].map((i) => sum[i]! / supersample ** 2) as never);
      for (let i = 0; i < 3; i++) {
        rgba[4 * (y * widthPx + x) + i] = Math.round(255 * Math.min(1, Math.max(0, encoded[i]!)));
      }
      rgba[4 * (y * widthPx + x) + 3] = 255;
    }
  }
  return rgba;
}

/** Value of a 16-bit float; infinities and NaN read as 0. */
function half(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return 0;
  const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
}
