import { expect, test } from 'vitest';
import type { Head } from '../../../src/head/head.ts';
import { lineNumbers, type Sight } from '../../../src/view/map/line-numbers.ts';
import type { ShownMap } from '../../../src/words/maps/map-legend.ts';

const SIDE = 60;
const LETTER_PX = 12;

/** A flat square of skin, 120 mm wide, whose value is its place from left to right, mm. */
function flat(valueAt: (xMm: number) => number) {
  const at = (i: number) => 2 * (i % SIDE);
  const up = (i: number) => 2 * Math.floor(i / SIDE);
  const count = SIDE * SIDE;
  const positionsUm = Int32Array.from({ length: 3 * count }, (_, i) => {
    const v = Math.floor(i / 3);
    return 1000 * ([at(v), up(v), 0][i % 3] as number);
  });
  const triangles: number[] = [];
  for (let y = 0; y + 1 < SIDE; y++) {
    for (let x = 0; x + 1 < SIDE; x++) {
      const a = y * SIDE + x;
      triangles.push(a, a + 1, a + SIDE, a + 1, a + SIDE + 1, a + SIDE);
    }
  }
  const head = { mesh: { positionsUm, triangles: Uint32Array.from(triangles) } } as unknown as Head;
  const values = Float32Array.from({ length: count }, (_, v) => valueAt(at(v)));
  const levels = [15, 45, 75, 105].map((value) => ({ value, text: String(value) }));
  const shown = {
    map: { name: 'density', values, edge: new Float32Array(count).fill(1) },
    scale: { low: 0, high: 120, lines: { first: 15, step: 30, levels } },
    legend: {
      lines: levels.map(({ value, text }) => ({ at: value / 120, text })),
      bars: Array.from({ length: 12 }, () => ({ high: 1, colour: '#336699' })),
    },
  } as unknown as ShownMap;
  return { head, shown };
}

/** From straight above, five pixels a millimetre. */
const above: Sight = {
  eyeMm: [60, 60, 400],
  sizePx: [600, 600],
  project: ([x, y]) => [5 * x, 600 - 5 * y],
  sees: () => true,
};

test('numbers stand on the lines they name, clear of each other and of the rim', () => {
  const { head, shown } = flat((xMm) => xMm);
  const numbers = lineNumbers(shown, head, above, LETTER_PX);
  expect(new Set(numbers.map(({ text }) => text))).toEqual(new Set(['15', '45', '75', '105']));
  for (const { xPx, yPx, text } of numbers) {
    // Half a triangle off at most: they stand in the middle of one.
    expect(Math.abs(xPx / 5 - Number(text))).toBeLessThan(0.01);
    expect(yPx).toBeGreaterThan(LETTER_PX);
    for (const other of numbers) {
      const apart = Math.hypot(other.xPx - xPx, other.yPx - yPx);
      expect(apart === 0 || apart >= 5 * LETTER_PX).toBe(true);
    }
  }
});

test('there is none where lines are too close, on even skin, behind something, or seen from behind', () => {
  const count = (valueAt: (xMm: number) => number, sight = above) => {
    const { head, shown } = flat(valueAt);
    return lineNumbers(shown, head, sight, LETTER_PX).length;
  };
  expect(count((xMm) => 30 * (xMm % 14))).toBe(0);
  expect(count(() => 60)).toBe(0);
  expect(count(() => Number.NaN)).toBe(0);
  expect(count((xMm) => xMm, { ...above, sees: () => false })).toBe(0);
  expect(count((xMm) => xMm, { ...above, eyeMm: [60, 60, -400] })).toBe(0);
});
