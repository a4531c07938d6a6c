import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  binRemaining,
  DEFAULT_BOUNDS,
  depthAtAgeMm,
  LOSS_FACTORS,
  packagingFactor,
  spreadVarianceMm2,
  TEMPORARY_LOSS_FACTOR,
} from '../../../src/ink/kinetics.ts';
import { KINETICS } from '../../../src/ink/kinetics-constants.ts';

const { best, expected, poor } = KINETICS;
const left = (zMm: number, ageDays: number, kinetics = expected) =>
  binRemaining(kinetics, zMm, DEFAULT_BOUNDS, ageDays);
const year = 365.25;

/** Mean over evenly filled depths. */
function meanLeft(fromMm: number, toMm: number, ageDays: number): number {
  const bins = 40;
  let sum = 0;
  for (let i = 0; i < bins; i++)
    sum += left(fromMm + ((i + 0.5) / bins) * (toMm - fromMm), ageDays);
  return sum / bins;
}

describe('what is left', () => {
  test('pigment in the epidermis is over 95 percent gone at 60 days', () => {
    expect(meanLeft(0, DEFAULT_BOUNDS.epidermisMm, 60)).toBeLessThan(0.05);
    // The lowest cells have the whole way to go: 10 percent of those are still there.
    expect(left(0.0799, 60)).toBeLessThan(0.11);
  });

  test('at 0.4 mm about 30 percent is lost by 60 days, little of it after day 28', () => {
    const lost = 1 - left(0.4, 60);
    expect(lost).toBeGreaterThan(0.25);
    expect(lost).toBeLessThan(0.38);
    expect(left(0.4, 28) - left(0.4, 90)).toBeLessThan(0.06);
  });

  test('with 30 percent in the epidermis: 0.43, 0.37, 0.21, and 0.39 for deep pigment', () => {
    const whole = (zMm: number, days: number) =>
      0.3 * meanLeft(0, DEFAULT_BOUNDS.epidermisMm, days) + 0.7 * left(zMm, days);
    // The prediction counts the epidermis as empty at six weeks; a tenth of its share is not.
    expect(Math.abs(0.7 * left(0.2, 42) - 0.43)).toBeLessThan(0.015);
    expect(Math.abs(whole(0.2, 42) - 0.43)).toBeLessThan(0.035);
    expect(Math.abs(whole(0.2, year) - 0.37)).toBeLessThan(0.015);
    expect(Math.abs(whole(0.2, 5 * year) - 0.21)).toBeLessThan(0.015);
    expect(Math.abs(whole(0.5, 5 * year) - 0.39)).toBeLessThan(0.02);
  });

  test('is a share that only falls, and best keeps more than poor in the dermis', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 20 * year, noNaN: true }),
        (zMm, days) => {
          const now = left(zMm, days);
          expect(now).toBeGreaterThanOrEqual(0);
          // Sums of exponentials, rounding only.
          expect(now).toBeLessThanOrEqual(1 + 1e-12);
          expect(left(zMm, days + 10)).toBeLessThanOrEqual(now + 1e-12);
          if (zMm >= DEFAULT_BOUNDS.epidermisMm) {
            expect(left(zMm, days, best)).toBeGreaterThanOrEqual(now - 1e-12);
            expect(left(zMm, days, poor)).toBeLessThanOrEqual(now + 1e-12);
          }
        },
      ),
    );
  });

  test('healed normal skin keeps 90 percent over six months, a scar 80 to 90', () => {
    const ratio = (factor: number) => {
      const options = { slowLossFactor: factor };
      const at = (days: number) => binRemaining(expected, 0.2, DEFAULT_BOUNDS, days, options);
      return at(28 + year / 2) / at(28);
    };
    // Liu 2025: -10 % of a visual score in normal skin, -20 % in scars; mass is a proxy.
    expect(Math.abs(ratio(1) - 0.88)).toBeLessThan(0.05);
    expect(ratio(LOSS_FACTORS.scar)).toBeLessThan(ratio(1) - 0.05);
  });

  test('temporary pigment is down to about 5 percent of the healed value at 2.5 years', () => {
    const options = { slowLossFactor: TEMPORARY_LOSS_FACTOR };
    const at = (days: number) => binRemaining(expected, 0.2, DEFAULT_BOUNDS, days, options);
    expect(at(2.5 * year)).toBeLessThan(0.06);
  });

  test('black iron oxide goes faster than carbon', () => {
    const iron = binRemaining(expected, 0.2, DEFAULT_BOUNDS, 5 * year, { isIronBlack: true });
    expect(iron).toBeCloseTo(left(0.2, 5 * year) * Math.exp(-0.03 * 5), 10);
  });
});

test('a dot spreads in the first week, then hardly, and more when deep', () => {
  expect(spreadVarianceMm2(expected, 0.3, 0)).toBe(0);
  // 22 um shallow, 70 um deep, from the wound; 39 um more at 15 years.
  expect(Math.sqrt(spreadVarianceMm2(expected, 0.3, 60))).toBeCloseTo(0.022, 2);
  expect(Math.sqrt(spreadVarianceMm2(expected, 1, 60))).toBeCloseTo(0.07, 2);
  const later = spreadVarianceMm2(expected, 0.3, 15 * year) - spreadVarianceMm2(expected, 0.3, 60);
  expect(Math.sqrt(later)).toBeCloseTo(0.039, 2);
});

test('packing takes absorption down to 0.35 within weeks', () => {
  expect(packagingFactor(expected, 0)).toBe(1);
  expect(packagingFactor(expected, 10)).toBeCloseTo(0.35 + 0.65 / Math.E, 10);
  expect(packagingFactor(expected, year)).toBeCloseTo(0.35, 6);
});

test('the epidermis carries pigment up, the dermis lets it sink', () => {
  expect(depthAtAgeMm(expected, 0.06, DEFAULT_BOUNDS, 9)).toBeCloseTo(0.04, 10);
  expect(depthAtAgeMm(expected, 0.06, DEFAULT_BOUNDS, 60)).toBe(0);
  expect(depthAtAgeMm(expected, 0.3, DEFAULT_BOUNDS, 10 * year)).toBeCloseTo(0.32, 10);
});

test('every constant says what it is worth', () => {
  for (const set of Object.values(KINETICS)) {
    for (const constant of Object.values(set)) {
      expect(constant.source.length).toBeGreaterThan(5);
      expect(['literature', 'derived', 'assumed']).toContain(constant.standing);
      expect(Number.isFinite(constant.value)).toBe(true);
    }
  }
});
