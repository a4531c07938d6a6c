import { expect, test } from 'vitest';
import { bandsToXyz } from '../../../src/color/band-xyz.ts';
import { BANDS_NM } from '../../../src/color/bands.ts';
import { ciede2000 } from '../../../src/color/ciede2000.ts';
import { xyzToLab } from '../../../src/color/lab.ts';
import { SPECTRUM_NM, spectrumToXyz } from '../../../src/color/xyz.ts';
import { nistSpectra } from '../../fixtures/read-table.ts';

test('six bands give the colour of 100 measured skins', () => {
  const errors = nistSpectra().map((spectrum) => {
    const bands = BANDS_NM.map((nm) => spectrum[SPECTRUM_NM.indexOf(nm)]!);
    return ciede2000(xyzToLab(spectrumToXyz(spectrum)), xyzToLab(bandsToXyz(bands)));
  });
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  // Measured when the weights were fitted; half of these spectra were held out.
  expect(mean).toBeLessThan(0.15);
  expect(Math.max(...errors)).toBeLessThan(0.6);
});

test('darker everywhere is darker', () => {
  const fair = bandsToXyz(BANDS_NM.map(() => 0.5));
  const dark = bandsToXyz(BANDS_NM.map(() => 0.25));
  fair.forEach((value, i) => {
    expect(dark[i]).toBeCloseTo(value / 2, 12);
  });
});
