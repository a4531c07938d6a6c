import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitHash } from '../../../src/base/unit-hash.ts';
import { healingAt, KINETICS, OUTCOME_SHARES } from '../../../src/ink/kinetics-constants.ts';
import { HEALING_ROWS } from '../../../src/ink/unknowns/healing.ts';
import { latinHypercube } from '../../../src/ink/unknowns/latin.ts';
import { firstOrder } from '../../../src/ink/unknowns/sensitivity.ts';
import { quantile, type Shape } from '../../../src/ink/unknowns/shapes.ts';
import { drawAt, TAKEN, UNKNOWN_NAMES, UNKNOWNS } from '../../../src/ink/unknowns/table.ts';

const SHAPES: readonly Shape[] = [
  { kind: 'uniform', low: -1, high: 3 },
  { kind: 'triangular', low: 0, mode: 2, high: 3 },
  { kind: 'lognormal', median: 5, factor: 2 },
  { kind: 'beta', low: 1, high: 2, a: 3, b: 3 },
];

describe('shapes', () => {
  test('have the moments of their closed forms', () => {
    const moments = (shape: Shape) => {
      const values = Array.from({ length: 4000 }, (_, i) => quantile(shape, (i + 0.5) / 4000));
      const mean = values.reduce((sum, value) => sum + value, 0) / 4000;
      return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4000];
    };
    const sigma = Math.log(2) / 1.6448536;
    const meanLog = 5 * Math.exp(sigma ** 2 / 2);
    const known = [
      [1, 16 / 12],
      [5 / 3, (9 - 6 + 4) / 18],
      [meanLog, meanLog ** 2 * Math.expm1(sigma ** 2)],
      [1.5, 9 / (36 * 7)],
    ];
    SHAPES.forEach((shape, i) => {
      const [mean, variance] = moments(shape);
      expect(mean! / known[i]![0]!, shape.kind).toBeCloseTo(1, 3);
      expect(variance! / known[i]![1]!, shape.kind).toBeCloseTo(1, 2);
    });
  });

  test('rise with the share, and nine in ten of a lognormal lie within its factor', () => {
    for (const shape of SHAPES) {
      fc.assert(
        fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (share) => {
          expect(quantile(shape, share + 1e-3)).toBeGreaterThanOrEqual(quantile(shape, share));
        }),
      );
    }
    expect(quantile(SHAPES[2]!, 0.05)).toBeCloseTo(2.5, 6);
    expect(quantile(SHAPES[2]!, 0.5)).toBeCloseTo(5, 9);
    expect(quantile(SHAPES[2]!, 0.95)).toBeCloseTo(10, 6);
  });
});

test('a Latin hypercube has one row in every slice of every quantity, by its seed alone', () => {
  const rows = latinHypercube(40, 5, 7);
  for (let quantity = 0; quantity < 5; quantity++) {
    const slices = rows.map((row) => Math.floor(40 * row[quantity]!)).sort((a, b) => a - b);
    expect(slices).toEqual(Array.from({ length: 40 }, (_, i) => i));
  }
  expect(latinHypercube(40, 5, 7)).toEqual(rows);
  expect(latinHypercube(40, 5, 8)).not.toEqual(rows);
});

describe('first-order indices', () => {
  test('of a weighted sum are the shares of its variance', () => {
    const rows = latinHypercube(400, 6, 3);
    const weights = [4, -2, 1, 0.5, 0, 0];
    const total = weights.reduce((sum, weight) => sum + weight ** 2, 0);
    const found = firstOrder(
      rows,
      rows.map((row) => row.reduce((sum, u, i) => sum + weights[i]! * u, 0)),
    );
    weights.forEach((weight, i) => {
      expect(Math.abs(found[i]!.share - weight ** 2 / total), `${i}`).toBeLessThan(0.06);
    });
    expect(found.slice(0, 3).map(({ rises }) => rises)).toEqual([true, false, true]);
  });

  test("of Ishigami's function are the known ones", () => {
    // Ishigami & Homma 1990: sin x + 7 sin^2 y + 0.1 z^4 sin x; 0.3139, 0.4424 and 0, as in Saltelli 2008.
    const rows = latinHypercube(2000, 3, 5);
    const answers = rows.map((row) => {
      const [x, y, z] = row.map((u) => Math.PI * (2 * u - 1)) as [number, number, number];
      return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
    });
    const found = firstOrder(rows, answers);
    [0.3139, 0.4424, 0].forEach((known, i) => {
      expect(Math.abs(found[i]!.share - known)).toBeLessThan(0.025);
    });
  });

  test('of what does not follow from anything are next to nothing, and errors say how much', () => {
    const rows = latinHypercube(200, 30, 11);
    const answers = rows.map((_, i) => unitHash(i, 77));
    const found = firstOrder(rows, answers);
    const mean = found.reduce((sum, { share }) => sum + share, 0) / 30;
    expect(mean).toBeLessThan(0.02);
    expect(Math.max(...found.map(({ share, error }) => share / error))).toBeLessThan(4.5);
    expect(
      firstOrder(
        rows,
        rows.map(() => 3),
      ).every(({ share }) => share === 0),
    ).toBe(true);
  });
});

describe('the table of unknowns', () => {
  test('takes nothing that its own shape calls unlikely, and says where each comes from', () => {
    for (const name of UNKNOWN_NAMES) {
      const { value, shape, source, what } = UNKNOWNS[name];
      expect(quantile(shape, 0.2), name).toBeLessThan(value);
      expect(quantile(shape, 0.8), name).toBeGreaterThan(value);
      expect(source.length).toBeGreaterThan(10);
      expect(what.length).toBeLessThan(40);
    }
    expect(new Set(UNKNOWN_NAMES.map((name) => UNKNOWNS[name].what)).size).toBe(
      UNKNOWN_NAMES.length,
    );
  });

  test('draws each quantity at its own share', () => {
    const middle = drawAt(UNKNOWN_NAMES.map(() => 0.5));
    for (const name of UNKNOWN_NAMES) {
      if (UNKNOWNS[name].shape.kind !== 'triangular')
        expect(middle[name]).toBeCloseTo(TAKEN[name], 9);
    }
    const high = drawAt(UNKNOWN_NAMES.map((name) => (name === 'melanin' ? 0.95 : 0.5)));
    expect(high).toEqual({ ...middle, melanin: high.melanin });
    expect(high.melanin).toBeCloseTo(1.25, 6);
  });

  test('good and poor healing lie on one way, each constant kinder or less kind than taken', () => {
    for (const name of Object.keys(HEALING_ROWS) as (keyof typeof HEALING_ROWS)[]) {
      const sign = HEALING_ROWS[name].kinder === 'more' ? 1 : -1;
      const { best, expected, poor } = KINETICS;
      expect(sign * (best[name].value - expected[name].value), name).toBeGreaterThan(0);
      expect(sign * (poor[name].value - expected[name].value), name).toBeLessThan(0);
    }
    expect(healingAt(OUTCOME_SHARES.best).papillaryLoss).toBe(KINETICS.best.papillaryLoss.value);
  });
});
