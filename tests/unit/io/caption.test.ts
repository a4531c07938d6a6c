import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS_SHORT } from '../../../src/base/limits.ts';
import { drawCaption, lineWidth } from '../../../src/io/caption.ts';
import { glyphOf } from '../../../src/io/pixel-font.ts';
import { plainText } from '../../../src/io/plain-text.ts';

const grey = (widthPx: number, heightPx: number) => ({
  widthPx,
  heightPx,
  rgba: new Uint8Array(4 * widthPx * heightPx).fill(128),
});

test('every printable letter has ink, and no two look the same', () => {
  const letters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
  const drawn = letters.map((letter) => glyphOf(letter).join());
  expect(drawn.every((columns) => columns !== '')).toBe(true);
  expect(new Set(drawn).size).toBe(94);
});

test('a letter is drawn as it is: the corners of L', () => {
  expect(glyphOf('L')).toEqual([0x7f, 0x40, 0x40, 0x40, 0x40]);
});

test('the strip lies at the bottom, the picture above is untouched', () => {
  const picture = grey(800, 800);
  drawCaption(picture, [LIMITS_SHORT, 'A title']);
  const row = (y: number) => picture.rgba.subarray(4 * 800 * y, 4 * 800 * (y + 1));
  expect(row(400).every((value) => value === 128)).toBe(true);
  expect(row(799)[0]).toBeLessThan(90);
  // Letters are bright on the strip; a caption without them would say nothing.
  const bright = picture.rgba.filter((value, i) => i % 4 < 3 && value > 200).length / 3;
  expect(bright).toBeGreaterThan(1000);
});

test('any text is broken to fit any width and height', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer({ min: 160, max: 900 }),
      fc.integer({ min: 1, max: 300 }),
      (text, width, height) => {
        const picture = grey(width, height);
        drawCaption(picture, [text, LIMITS_SHORT]);
        expect(picture.rgba.length).toBe(4 * width * height);
        expect(plainText(text)).toMatch(/^[ -~]*$/);
      },
    ),
    { numRuns: 60 },
  );
});

test('the honest sentence fits one line of a picture 400 px wide', () => {
  expect(lineWidth(LIMITS_SHORT)).toBeLessThan(400 - 12);
});
