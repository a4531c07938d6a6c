import { expect, test } from 'vitest';
import { latticeSpacingMm, taughtDensity, taughtSpacingMm } from '../../../src/base/spacing.ts';

test('a lattice of the exact distance holds so many dots', () => {
  for (const dotsPerCm2 of [0.5, 40, 100, 200]) {
    const areaMm2 = (Math.sqrt(3) / 2) * latticeSpacingMm(dotsPerCm2) ** 2;
    expect(100 / areaMm2).toBeCloseTo(dotsPerCm2, 9);
  }
  expect(latticeSpacingMm(1)).toBeCloseTo(10.7457, 4);
});

test('what is taught lies within half a percent of it, and there is a way back', () => {
  for (const dotsPerCm2 of [10, 70, 200]) {
    const taughtMm = taughtSpacingMm(dotsPerCm2);
    expect(Math.abs(taughtMm / latticeSpacingMm(dotsPerCm2) - 1)).toBeLessThan(0.005);
    expect(taughtDensity(taughtMm)).toBeCloseTo(dotsPerCm2, 9);
  }
  // Plans of version 0 were turned with this very number; another would move their dots.
  expect(taughtDensity(1.07)).toBeCloseTo(100, 12);
});
