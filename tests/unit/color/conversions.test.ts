import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ciede2000 } from '../../../src/color/ciede2000.ts';
import { itaDeg, type Lab, labToXyz, xyzToLab } from '../../../src/color/lab.ts';
import { decodeSrgb, encodeSrgb, linearToXyz, xyzToLinear } from '../../../src/color/srgb.ts';
import { SPECTRUM_NM, spectrumToXyz, WHITE_XYZ } from '../../../src/color/xyz.ts';
import { readTable } from '../../fixtures/read-table.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });

test('the 34 pairs of Sharma 2005 come out to the printed digit', () => {
  const pairs = readTable('ciede2000-sharma.csv');
  expect(pairs).toHaveLength(34);
  for (const [, l1, a1, b1, l2, a2, b2, difference] of pairs) {
    // The table prints four decimals; half of the last is 5e-5.
    const ours = ciede2000([l1!, a1!, b1!], [l2!, a2!, b2!]);
    expect(Math.abs(ours - difference!)).toBeLessThan(5.1e-5);
  }
});

test('colour difference is symmetric and zero only for equal colours', () => {
  const lab = fc.tuple(
    fc.double({ min: 0, max: 100, noNaN: true }),
    fc.double({ min: -80, max: 80, noNaN: true }),
    fc.double({ min: -80, max: 80, noNaN: true }),
  );
  fc.assert(
    fc.property(lab, lab, (a, b) => {
      expect(ciede2000(a, a)).toBe(0);
      // Opposite hues have two equally good mean hues, so only rounding may differ.
      expect(Math.abs(ciede2000(a, b) - ciede2000(b, a))).toBeLessThan(1e-6);
    }),
  );
});

test('the white is D65', () => {
  const sum = WHITE_XYZ[0] + WHITE_XYZ[1] + WHITE_XYZ[2];
  // CIE 015: x 0.31272, y 0.32903, to the last digit.
  expect(WHITE_XYZ[0] / sum).toBeCloseTo(0.31272, 5);
  expect(WHITE_XYZ[1] / sum).toBeCloseTo(0.32903, 5);
  expect(WHITE_XYZ[1]).toBe(1);
  expect(xyzToLab(WHITE_XYZ)).toEqual([100, 0, 0]);
  // Five-nanometre sums miss the 1 nm white of the sRGB matrix by 2e-4.
  for (const channel of xyzToLinear(WHITE_XYZ)) expect(Math.abs(channel - 1)).toBeLessThan(5e-4);
});

test('an even grey has its reflectance as Y, whatever the level', () => {
  const grey = spectrumToXyz(SPECTRUM_NM.map(() => 0.18));
  expect(grey[1]).toBeCloseTo(0.18, 12);
  expect(xyzToLab(grey)[1]).toBeCloseTo(0, 10);
  expect(xyzToLab(grey)[2]).toBeCloseTo(0, 10);
});

test('Lab and sRGB survive the way there and back', () => {
  fc.assert(
    fc.property(unit, unit, unit, (r, g, b) => {
      const xyz = linearToXyz(decodeSrgb([r, g, b]));
      const back = encodeSrgb(xyzToLinear(labToXyz(xyzToLab(xyz))));
      // The standard's two pieces meet with a gap of 3e-8 at the toe.
      [r, g, b].forEach((value, i) => {
        expect(Math.abs(back[i]! - value)).toBeLessThan(1e-6);
      });
    }),
  );
});

test('ITA falls from fair to dark and keeps falling past zero b*', () => {
  expect(itaDeg([70, 10, 15])).toBeCloseTo((Math.atan(20 / 15) * 180) / Math.PI, 12);
  expect(itaDeg([50, 10, 15])).toBe(0);
  const series: Lab[] = [
    [75, 8, 12],
    [60, 10, 18],
    [45, 12, 18],
    [30, 10, 10],
  ];
  const angles = series.map(itaDeg);
  expect([...angles].sort((a, b) => b - a)).toEqual(angles);
});
