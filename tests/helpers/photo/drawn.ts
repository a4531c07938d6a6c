/** What is on the canvas of a photograph, and where that lies on the page. */
export interface Drawn {
  readonly width: number;
  readonly pixels: number[];
  readonly corner: readonly [number, number];
}

/** How many pixels differ, of all or in a box of the page, and the box around them. */
export function differing(a: Drawn, b: Drawn, within = EVERYWHERE, byMore = 0) {
  const [left, top, right, bottom] = within;
  const box = { count: 0, left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  a.pixels.forEach((pixel, i) => {
    if (!isOther(pixel, b.pixels[i]!, byMore)) return;
    const [x, y] = [a.corner[0] + (i % a.width), a.corner[1] + Math.floor(i / a.width)];
    if (x < left || x > right || y < top || y > bottom) return;
    box.count++;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  });
  return box;
}

/** All of the page. */
export const EVERYWHERE: readonly [number, number, number, number] = [
  -Infinity,
  -Infinity,
  Infinity,
  Infinity,
];

const isOther = (a: number, b: number, byMore: number) =>
  [0, 8, 16].some((bits) => Math.abs(((a >> bits) & 255) - ((b >> bits) & 255)) > byMore);

/** Red, green and blue of each pixel, one after the other. */
export function rgbOf(data: ArrayLike<number>, channels: number, count: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) out.push(data[channels * i + c]!);
  }
  return out;
}
