import { expect, test } from 'vitest';
import { BANDS_NM } from '../../../src/color/bands.ts';
import { PIGMENTS } from '../../../src/ink/pigments.ts';
import { massCrossSections, mie } from '../../helpers/twins/mie.ts';

test('the Mie series gives the published efficiencies of Wiscombe 1979', () => {
  // NCAR/TN-140: absorbing spheres, size and index, extinction and scattering.
  const cases = [
    [1, 1.5, 1, 2.336321, 0.663454],
    [100, 1.5, 1, 2.097502, 1.283697],
    [1, 10, 10, 2.532993, 2.049405],
    [100, 10, 10, 2.071124, 1.836785],
  ] as const;
  for (const [size, re, im, extinction, scattering] of cases) {
    const found = mie(size, [re, im]);
    expect(found.extinction).toBeCloseTo(extinction, 5);
    expect(found.scattering).toBeCloseTo(scattering, 5);
  }
});

test('carbon in clumps of 1 um absorbs as its Mie series says, in every band', () => {
  const clumps = { medianNm: 1000, spread: 1.5, index: [1.95, 0.79], densityGPerCm3: 1.8 } as const;
  BANDS_NM.forEach((nm, band) => {
    const { absorption } = massCrossSections(clumps, nm);
    const ours = PIGMENTS['carbon-black-agglomerated'].massAbsorption[band]!;
    expect(Math.abs(ours / absorption - 1), `${nm} nm`).toBeLessThan(0.02);
  });
});

test('titanium dioxide scatters as the rutile of Devore 1951', () => {
  // Ordinary ray, wavelength in um.
  const index = Math.sqrt(5.913 + 0.2441 / (0.55 ** 2 - 0.0803));
  const white = { medianNm: 250, spread: 1.4, index: [index, 0], densityGPerCm3: 4.23 } as const;
  const { absorption, scattering } = massCrossSections(white, 550);
  expect(Math.abs(absorption)).toBeLessThan(1e-6);
  // The extraordinary ray, which refracts more, is left out.
  expect(Math.abs(scattering / PIGMENTS['titanium-dioxide'].massScattering550 - 1)).toBeLessThan(
    0.1,
  );
});
