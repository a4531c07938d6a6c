import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  measureAtPercentile,
  measurePercentile,
  percentileWords,
} from '../../../src/head/measure-percentile.ts';
import { MEASURES, measureRangeMm } from '../../../src/head/measures.ts';

const BASES = ['male', 'female', 'neutral'] as const;

test('surveyed percentiles come back: ANSUR II circumference of men, NIOSH jaw of women', () => {
  for (const [mm, percent] of [
    [538, 1],
    [548, 5],
    [574, 50],
    [601, 95],
    [614.2, 99],
  ] as const) {
    expect(measurePercentile('circumference', 'male', mm)).toBeCloseTo(percent, 3);
  }
  expect(measurePercentile('bigonial', 'female', 117)).toBeCloseTo(75, 3);
});

test('between surveyed values people spread like a normal law', () => {
  // ANSUR II men: 199.5 mm mean, 7.0 mm standard deviation; the file's own values are whole mm.
  for (const mm of [186, 193, 197, 202, 208, 213]) {
    const z = (mm - 199.5) / 7;
    const normal = 50 * (1 + erf(z / Math.SQRT2));
    expect(Math.abs(measurePercentile('length', 'male', mm) - normal)).toBeLessThan(4);
  }
});

test('percentiles rise with the measure and stay between 0 and 100 over all heads may have', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MEASURES),
      fc.constantFrom(...BASES),
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      (name, base, shares) => {
        const [min, max] = measureRangeMm(name);
        const [low, high] = shares.toSorted((a, b) => a - b).map((s) => min + s * (max - min));
        const [p, q] = [low!, high!].map((mm) => measurePercentile(name, base, mm));
        expect(p).toBeLessThanOrEqual(q!);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(q).toBeLessThanOrEqual(100);
        expect(q! - p! > 0 || high! - low! < 0.5).toBe(true);
      },
    ),
  );
});

test('the measure of a percentile has that percentile, to the millimetre', () => {
  for (const base of BASES) {
    for (const name of MEASURES) {
      for (const percent of [5, 50, 95]) {
        const mm = measureAtPercentile(name, base, percent);
        expect(measurePercentile(name, base, mm + 0.5)).toBeGreaterThan(percent);
        expect(measurePercentile(name, base, mm - 0.5 - 1e-5)).toBeLessThan(percent);
      }
    }
  }
});

test('neutral is half women, half men, not a third kind of people', () => {
  const [men, women] = (['male', 'female'] as const).map((base) =>
    measurePercentile('neckCircumference', base, 360),
  );
  expect(measurePercentile('neckCircumference', 'neutral', 360)).toBeCloseTo(
    (men! + women!) / 2,
    9,
  );
});

test('words are those of a person', () => {
  expect(percentileWords('length', 'male', 202)).toBe('63rd percentile of men');
  expect(percentileWords('circumference', 'female', 532)).toBe('5th percentile of women');
  expect(percentileWords('breadth', 'neutral', 151)).toMatch(/^5\dth percentile of men and women$/);
  expect(percentileWords('length', 'male', 181)).toBe('below the 1st percentile of men');
  expect(percentileWords('length', 'male', 216)).toBe('above the 99th percentile of men');
  expect(percentileWords('length', 'male', 189.2)).toMatch(/^\d+th /);
});

/** Error function within 1.5e-7 (Abramowitz & Stegun 1964, 7.1.26). */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const poly =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - poly * Math.exp(-x * x));
}
