import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS_SHORT } from '../../../src/base/limits.ts';
import { captionStrip, drawCaption } from '../../../src/io/caption.ts';

const grey = (widthPx: number, heightPx: number) => ({
  widthPx,
  heightPx,
  rgba: new Uint8Array(4 * widthPx * heightPx).fill(128),
});

const bright = (rgba: Uint8Array) =>
  rgba.filter((value, i) => i % 4 === 0 && value > 200).length / (rgba.length / 4);

test('the strip lies at the bottom, the picture above is untouched', async () => {
  const picture = grey(800, 800);
  await drawCaption(picture, [LIMITS_SHORT, 'A title']);
  const row = (y: number) => picture.rgba.subarray(4 * 800 * y, 4 * 800 * (y + 1));
  expect(row(400).every((value) => value === 128)).toBe(true);
  expect(row(799)[0]).toBeLessThan(90);
  // Letters are bright on the strip; a caption without them would say nothing.
  expect(bright(picture.rgba)).toBeGreaterThan(0.001);
});

test('the same caption is the same bytes', async () => {
  const [once, again] = [grey(640, 480), grey(640, 480)];
  await drawCaption(once, [LIMITS_SHORT, 'Größe, Привет, مرحبا']);
  await drawCaption(again, [LIMITS_SHORT, 'Größe, Привет, مرحبا']);
  expect(Buffer.compare(once.rgba, again.rgba)).toBe(0);
});

test('any text is broken to fit any width; a long one leaves more than half of the picture', async () => {
  const property = fc.asyncProperty(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.integer({ min: 160, max: 900 }),
    async (text, side) => {
      const strip = await captionStrip(side, side, [LIMITS_SHORT, text]);
      expect(strip.widthPx).toBe(side);
      expect(strip.heightPx).toBeLessThan(0.5 * side);
      // Nothing reaches the edge: what does would be cut off.
      const right = (y: number) => strip.rgba[4 * (y * side + side - 1)]!;
      const edge = Array.from({ length: strip.heightPx }, (_, y) => right(y));
      expect(Math.max(...edge)).toBeLessThan(40);
    },
  );
  await fc.assert(property, { numRuns: 6 });
});

test('the honest sentence fits one line of a picture 400 px wide', async () => {
  const one = await captionStrip(400, 400, ['Short']);
  const whole = await captionStrip(400, 400, [LIMITS_SHORT]);
  expect(whole.heightPx).toBe(one.heightPx);
});
