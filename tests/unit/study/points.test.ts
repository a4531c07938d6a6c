import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOf, settingsOf } from '../../../src/study/design/points.ts';
import { MOST_SOBOL, sobolPoints } from '../../../src/study/design/sobol.ts';
import type { Vary } from '../../../src/study/document/study-schema.ts';

const path = 'healing.ageDays';
const other = 'density.dotsPerCm2';

test('a grid has every combination once, the last field fastest', () => {
  const vary: Vary = {
    kind: 'grid',
    fields: [
      { path, values: [0, 30] },
      { path: other, from: 40, to: 80, steps: 3 },
    ],
  };
  expect(settingsOf(vary, 1)).toEqual([
    { [path]: 0, [other]: 40 },
    { [path]: 0, [other]: 60 },
    { [path]: 0, [other]: 80 },
    { [path]: 30, [other]: 40 },
    { [path]: 30, [other]: 60 },
    { [path]: 30, [other]: 80 },
  ]);
  expect(countOf(vary)).toBe(6);
});

test('a log scale goes in equal factors and meets its ends exactly', () => {
  const fields = [{ path, from: 30, to: 3000, steps: 3, scale: 'log' as const }];
  expect(settingsOf({ kind: 'grid', fields }, 1).map((one) => one[path])).toEqual([30, 300, 3000]);
});

test.each(['latin', 'sobol'] as const)('%s: every slice of every field is met once', (kind) => {
  const runs = 64;
  const fields = [
    { path, from: 0, to: 64 },
    { path: other, from: 10, to: 74 },
  ];
  for (const seed of [1, 2]) {
    const settings = settingsOf({ kind, runs, fields }, seed);
    const slices = (name: string, from: number) =>
      new Set(settings.map((one) => Math.floor(Number(one[name]) - from))).size;
    expect([slices(path, 0), slices(other, 10)]).toEqual([runs, runs]);
  }
});

test('Sobol: the first 2^k points fill every field, and other seeds are other points', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7 }), fc.nat(), (k, seed) => {
      const count = 2 ** k;
      const points = sobolPoints(count, MOST_SOBOL, seed);
      for (let field = 0; field < MOST_SOBOL; field++) {
        const slices = new Set(points.map((point) => Math.floor(point[field]! * count)));
        expect(slices.size).toBe(count);
      }
    }),
    { numRuns: 40 },
  );
  expect(sobolPoints(8, 2, 1)).not.toEqual(sobolPoints(8, 2, 2));
  expect(sobolPoints(8, 2, 1)).toEqual(sobolPoints(16, 2, 1).slice(0, 8));
});

test('Sobol: without its shift, the published points of the first three fields', () => {
  // Bratley & Fox 1988, Joe & Kuo 2008: 0, 1/2, 3/4 1/4, ... in the order of the Gray code.
  const points = sobolPoints(5, 3, 7);
  const [first] = points;
  const unshifted = points.map((point) =>
    point
      .map((value, i) => ((value * 2 ** 32) ^ (first![i]! * 2 ** 32)) >>> 0)
      .map((w) => w / 2 ** 32),
  );
  expect(unshifted).toEqual([
    [0, 0, 0],
    [0.5, 0.5, 0.5],
    [0.75, 0.25, 0.25],
    [0.25, 0.75, 0.75],
    [0.375, 0.375, 0.625],
  ]);
});

test('Sobol integrates a product over six fields better than chance', () => {
  const count = 1024;
  const mean = (points: number[][]) =>
    points.reduce((sum, point) => sum + point.reduce((all, x) => all * (0.5 + x), 1), 0) / count;
  expect(Math.abs(mean(sobolPoints(count, 6, 3)) - 1)).toBeLessThan(0.003);
});

test.each<[string, Vary, RegExp]>([
  ['no fields', { kind: 'grid' }, /needs "fields"/],
  ['no steps', { kind: 'grid', fields: [{ path, from: 0, to: 1 }] }, /needs steps/],
  ['half a range', { kind: 'grid', fields: [{ path, from: 0, steps: 3 }] }, /both from and to/],
  ['one value', { kind: 'grid', fields: [{ path, from: 2, to: 2, steps: 3 }] }, /one value/],
  [
    'log of 0',
    { kind: 'latin', runs: 4, fields: [{ path, from: 0, to: 9, scale: 'log' }] },
    /above 0/,
  ],
  [
    'twice',
    {
      kind: 'grid',
      fields: [
        { path, values: [1] },
        { path, values: [2] },
      ],
    },
    /varies twice/,
  ],
  ['both', { kind: 'grid', fields: [{ path, values: [1], from: 0 }] }, /values and a range/],
  ['no runs', { kind: 'sobol', fields: [{ path, from: 0, to: 1 }] }, /number of "runs"/],
  ['list without runs', { kind: 'list' }, /under "runs"/],
])('a design is refused: %s', (_, vary, words) => {
  expect(() => settingsOf(vary, 1)).toThrow(words);
});
