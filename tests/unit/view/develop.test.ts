import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeSrgb } from '../../../src/color/srgb.ts';
import { develop, screenByte } from '../../../src/view/develop.ts';

const byFormula = (linear: number) => Math.round(255 * encodeSrgb([linear, 0, 0])[0]);

test('every linear value shows as the byte of the formula', () => {
  fc.assert(
    fc.property(fc.double({ min: -0.5, max: 1.5, noNaN: true }), (linear) => {
      expect(screenByte(linear)).toBe(byFormula(linear));
    }),
    { numRuns: 5000, seed: 12 },
  );
  // Where a byte begins a table is easiest wrong: the numbers just below and at each step.
  for (let byte = 1; byte < 256; byte++) {
    const encoded = (byte - 0.5) / 255;
    const near = encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
    for (const linear of [near * (1 - 1e-15), near, near * (1 + 1e-15)]) {
      expect(screenByte(linear), `${linear}`).toBe(byFormula(linear));
    }
  }
});

test('samples are averaged in linear light, padding of rows is left out', () => {
  // Two samples a side, 1 x 1 pixel; rows padded to 12 halves. Halves: 1 is 0x3c00, 0.5 is 0x3800.
  const [one, half, padding] = [0x3c00, 0x3800, 0x7bff];
  const row = (...reds: number[]) => [
    ...reds.flatMap((red) => [red, 0, one, one]),
    ...Array(4).fill(padding),
  ];
  const halves = Uint16Array.from([...row(one, 0), ...row(half, half)]);
  expect([...develop(halves, 1, 1, 2)]).toEqual([byFormula(0.5), 0, 255, 255]);
});

test('infinities, not-a-numbers and negative light are black, too much light is white', () => {
  const [infinite, nan, minus, bright] = [0x7c00, 0x7e00, 0xbc00, 0x7bff];
  const halves = Uint16Array.from([infinite, nan, minus, 0, bright, 0, 0, 0]);
  expect([...develop(halves, 2, 1, 1)]).toEqual([0, 0, 0, 255, 255, 0, 0, 255]);
});
