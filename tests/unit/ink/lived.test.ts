import { expect, test } from 'vitest';
import { binRemaining, DEFAULT_BOUNDS, spreadVarianceMm2 } from '../../../src/ink/kinetics.ts';
import { KINETICS } from '../../../src/ink/kinetics-constants.ts';
import { livedKinetics } from '../../../src/ink/lived.ts';

const YEAR = 365.25;
const { expected } = KINETICS;

test('shade and usual skin are the constants themselves', () => {
  expect(livedKinetics(expected, { sun: 0, oil: 0 })).toBe(expected);
});

test('in sun and oil a dot is down to half of its healed pigment sooner, deep pigment is not', () => {
  const years = (sun: number, oil: number, zMm = 0.2) => {
    const kinetics = livedKinetics(expected, { sun, oil });
    const left = (days: number) => binRemaining(kinetics, zMm, DEFAULT_BOUNDS, days);
    let days = 60;
    while (left(days) > 0.5 * left(60) && days < 60 * YEAR) days += 1;
    return (days - 60) / YEAR;
  };
  // The half life over the years: ln 2 / 0.2 in shade; times 0.6 in sun, times 0.8 with oil.
  const usual = years(0, 0);
  expect(usual).toBeCloseTo(Math.LN2 / 0.2, 1);
  expect(years(1, 0)).toBeCloseTo(0.6 * usual, 1);
  expect(years(0, 1)).toBeCloseTo(0.8 * usual, 1);
  expect(years(1, 1)).toBeCloseTo(0.48 * usual, 1);
  expect(years(0.5, 0)).toBeGreaterThan(years(1, 0));
  expect(years(1, 1, 0.8)).toBe(years(0, 0, 0.8));
});

test('oil spreads dots, sun does not', () => {
  const at = (sun: number, oil: number) =>
    spreadVarianceMm2(livedKinetics(expected, { sun, oil }), 0.3, 10 * YEAR);
  expect(at(1, 0)).toBe(at(0, 0));
  expect(at(0, 1)).toBeGreaterThan(1.4 * at(0, 0));
});
