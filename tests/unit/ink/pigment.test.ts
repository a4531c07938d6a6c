import { expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import { BANDS_NM } from '../../../src/color/bands.ts';
import { LIQUID_PER_PERFORATION_NL, parseNeedle } from '../../../src/ink/needles.ts';
import { PIGMENTS, pigmentAbsorptionPerMm } from '../../../src/ink/pigments.ts';

test('carbon follows 7.5 m2/g at 550 nm over wavelength', () => {
  BANDS_NM.forEach((nm, band) => {
    const expected = (7.5 * 550) / nm;
    expect(PIGMENTS['carbon-black'].massAbsorption[band]).toBeCloseTo(expected, 2);
  });
});

test('0.1 ug of carbon in a ball of 75 um absorbs as reckoned by hand', () => {
  const gramsPerCm3 = 1e-7 / ((4 / 3) * Math.PI * 0.0075 ** 3);
  // 0.0566 g/cm3 times 7.64 m2/g at 540 nm: 432 per mm.
  expect(pigmentAbsorptionPerMm('carbon-black', gramsPerCm3)[3]).toBeCloseTo(432, -1);
  expect(pigmentAbsorptionPerMm('carbon-black', gramsPerCm3, 0.35)[3]).toBeCloseTo(151, 0);
});

test('brown takes more blue than red, and black iron is a weak black', () => {
  const brown = PIGMENTS['iron-oxide-brown'];
  expect(brown.massAbsorption[0]).toBeGreaterThan(2 * brown.massAbsorption[5]!);
  expect(brown.densityGPerCm3).toBeGreaterThan(4.28);
  expect(brown.densityGPerCm3).toBeLessThan(5.26);
  const [carbon, iron] = [PIGMENTS['carbon-black'], PIGMENTS['iron-oxide-black']];
  expect(carbon.massAbsorption[3]! / iron.massAbsorption[3]!).toBeGreaterThan(10);
});

test.each([
  ['0603RL', 0.2, 3, 'RL', 'long'],
  ['0803RL', 0.25, 3, 'RL', 'long'],
  ['1001RL', 0.3, 1, 'RL', 'long'],
  ['1203rs', 0.35, 3, 'RS', 'long'],
  ['0803RL-MT', 0.25, 3, 'RL', 'medium'],
  [' 0801RLXLT ', 0.25, 1, 'RL', 'extra-long'],
] as const)('%s is read', (code, diameterMm, count, type, taper) => {
  expect(parseNeedle(code)).toMatchObject({ diameterMm, count, type, taper });
});

test.each(['', '603RL', '0600RL', '0703RL', '0603XX', 'needle', '0603RL-Q', '0616RL'])(
  '"%s" is a plan error that says what to write',
  (code) => {
    let caught: unknown;
    try {
      parseNeedle(code);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(DotworkError);
    expect((caught as DotworkError).code).toBe('plan');
    expect((caught as DotworkError).fix).toContain('0603RL');
  },
);

test('a perforation leaves what Arbache 2019 weighed', () => {
  expect((1175 / 570 / 1.27146e3) * 1e3).toBeCloseTo(LIQUID_PER_PERFORATION_NL, 2);
});
