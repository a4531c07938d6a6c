import { describe, expect, test } from 'vitest';
import {
  adaptationDegree,
  adaptedRgb,
  type LampColour,
  lampXyz,
} from '../../../src/color/lamp-colour.ts';
import { WHITE_XYZ } from '../../../src/color/xyz.ts';

/** Chromaticity of a lamp. */
function xyOf(colour: LampColour): readonly [number, number] {
  const [x, y, z] = lampXyz(colour);
  return [x / (x + y + z), y / (x + y + z)];
}

describe('the colour of a lamp', () => {
  // CIE illuminant A is a black body of 2855.54 K (on today's c2); the others are tabulated on the
  // Planckian locus (Wyszecki & Stiles 1982, table 1(3.11)), to the digits that survive the change of c2.
  test.each([
    [2855.54, 0.44758, 0.40745],
    [4000, 0.3804, 0.3767],
    [10_000, 0.2807, 0.2884],
  ])('a black body of %d K', (kelvin, x, y) => {
    const xy = xyOf({ kind: 'planck', kelvin });
    expect(Math.abs(xy[0] - x)).toBeLessThan(3e-4);
    expect(Math.abs(xy[1] - y)).toBeLessThan(3e-4);
  });

  // CIE 015:2018 table 5: D50, D65 and D75 with their temperatures on today's c2.
  test.each([
    [5003, 0.34567, 0.3585],
    [6504, 0.31272, 0.32903],
    [7504, 0.29903, 0.31488],
  ])('daylight of %d K', (kelvin, x, y) => {
    const xy = xyOf({ kind: 'daylight', kelvin });
    expect(Math.abs(xy[0] - x)).toBeLessThan(2e-4);
    expect(Math.abs(xy[1] - y)).toBeLessThan(2e-4);
  });
});

describe('taking a light for white', () => {
  const warm = lampXyz({ kind: 'planck', kelvin: 2700 });

  test('wholly, it is white; not at all, it keeps its colour', () => {
    for (const part of adaptedRgb(warm, warm, 1)) expect(part).toBeCloseTo(1, 3);
    const [r, g, b] = adaptedRgb(warm, warm, 0);
    expect(r).toBeGreaterThan(1.5);
    expect(g).toBeLessThan(1);
    expect(b).toBeLessThan(0.4);
  });

  test('the luminance of the light is kept, whatever is white', () => {
    const luminance = ([r, g, b]: readonly number[]) =>
      0.2126729 * r! + 0.7151522 * g! + 0.072175 * b!;
    for (const degree of [0, 0.5, 1]) {
      expect(luminance(adaptedRgb(warm, warm, degree))).toBeCloseTo(1, 1);
    }
  });

  test('in daylight nothing changes', () => {
    for (const part of adaptedRgb(WHITE_XYZ, WHITE_XYZ, 0.7)) expect(part).toBeCloseTo(1, 3);
  });

  test('an eye adapts the further the brighter it is: four fifths in the dark, all in the sun', () => {
    // CIECAM02 at no light: 1 - exp(-42 / 92) / 3.6.
    expect(adaptationDegree(0)).toBeCloseTo(0.824, 3);
    expect(adaptationDegree(200)).toBeGreaterThan(adaptationDegree(20));
    expect(adaptationDegree(100_000)).toBeCloseTo(1, 6);
  });
});
