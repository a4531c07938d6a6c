import { describe, expect, test } from 'vitest';
import { bandsToXyz } from '../../../src/color/band-xyz.ts';
import { ciede2000 } from '../../../src/color/ciede2000.ts';
import { itaDeg, type Lab, xyzToLab } from '../../../src/color/lab.ts';
import { SPECTRUM_NM, spectrumToXyz } from '../../../src/color/xyz.ts';
import { bareReflectance, SKIN_SPECULAR } from '../../../src/light/bare-skin.ts';
import type { Skin } from '../../../src/light/layers.ts';
import { flushedDark, rednessAt } from '../../../src/light/redness.ts';
import {
  SKIN_TYPES,
  skinOfIta,
  skinOfType,
  withDermis,
  withRedness,
  withUndertone,
} from '../../../src/light/skin-types.ts';
import { nistSpectra, readTable } from '../../fixtures/read-table.ts';

// Every 5 nm would be five seconds; colour needs no more than 10 nm, the rest is filled in.
function fullSpectrum(skin: Skin): number[] {
  const coarse = SPECTRUM_NM.filter((_, i) => i % 2 === 0);
  const values = bareReflectance(skin, coarse);
  return SPECTRUM_NM.map((_, i) =>
    i % 2 === 0 ? values[i / 2]! : (values[(i - 1) / 2]! + values[(i + 1) / 2]!) / 2,
  );
}

// As an instrument with an integrating sphere reads it: the mirrored part counts.
function labIncluded(skin: Skin): Lab {
  return xyzToLab(spectrumToXyz(fullSpectrum(skin).map((r) => r + SKIN_SPECULAR)));
}

const excludedLab: Readonly<Record<string, Lab>> = {
  I: [69.18, 8.91, 13.92],
  II: [65.0, 10.58, 15.36],
  III: [59.59, 11.07, 18.43],
  IV: [53.16, 11.68, 20.88],
  V: [44.44, 13.0, 21.74],
  VI: [27.54, 13.03, 16.4],
};

test('six types, specular excluded, as an independent program has them', () => {
  for (const type of SKIN_TYPES) {
    const lab = xyzToLab(spectrumToXyz(fullSpectrum(skinOfType(type))));
    excludedLab[type]!.forEach((value, i) => {
      // Fewer directions here, and 5 nm against 10 nm sums.
      expect(Math.abs(lab[i]! - value)).toBeLessThan(0.15);
    });
  }
});

test('six bands say the same as the full spectrum', () => {
  for (const type of SKIN_TYPES) {
    const skin = skinOfType(type);
    const full = xyzToLab(spectrumToXyz(fullSpectrum(skin)));
    const bands = xyzToLab(bandsToXyz(bareReflectance(skin)));
    expect(Math.hypot(...full.map((value, i) => value - bands[i]!))).toBeLessThan(0.5);
  }
});

test('six bands of calm and of freshly needled skin are as close to spectra as docs/optics.md says', () => {
  const theirs = readTable('skin-reflectance.csv');
  SKIN_TYPES.forEach((type, i) => {
    const skin = skinOfType(type);
    const seen = (asked: Skin) => xyzToLab(bandsToXyz(bareReflectance(asked)));
    // Every 10 nm; the rest is filled in.
    const spectrum = SPECTRUM_NM.map((nm) => {
      const [low, high] = [Math.floor(nm / 10) * 10, Math.min(780, Math.ceil(nm / 10) * 10)];
      const at = (wanted: number) => theirs.find(([of, nm]) => of === i + 1 && nm === wanted)![6]!;
      return at(low) + (at(high) - at(low)) * ((nm - low) / 10);
    });
    const independent = xyzToLab(spectrumToXyz(spectrum));
    expect(ciede2000(seen(skin), independent), type).toBeLessThan(type === 'VI' ? 0.18 : 0.11);
    const flushed = withRedness(skin, 1);
    const full = xyzToLab(spectrumToXyz(fullSpectrum(flushed)));
    expect(ciede2000(seen(flushed), full), type).toBeLessThan(0.36);
  });
});

describe('measured classes', () => {
  // Chardon 1991 and Del Bino 2006 limits, degrees.
  const classes = [
    { name: 'very light', low: 55, high: 90 },
    { name: 'light', low: 41, high: 55 },
    { name: 'intermediate', low: 28, high: 41 },
    { name: 'tan', low: 10, high: 28 },
    { name: 'brown', low: -30, high: 10 },
  ];
  const measured = nistSpectra().map((spectrum) => xyzToLab(spectrumToXyz(spectrum)));

  test.each(classes)('$name skin falls inside the spread of the NIST subjects', (range) => {
    const subjects = measured.filter((lab) => {
      const ita = itaDeg(lab);
      return ita >= range.low && ita < range.high;
    });
    expect(subjects.length).toBeGreaterThan(3);
    const meanIta = subjects.reduce((sum, lab) => sum + itaDeg(lab), 0) / subjects.length;
    const model = labIncluded(skinOfIta(meanIta));
    model.forEach((value, i) => {
      const channel = subjects.map((lab) => lab[i]!);
      const mean = channel.reduce((sum, v) => sum + v, 0) / channel.length;
      const variance = channel.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (channel.length - 1);
      // Two standard deviations of the people in the class.
      expect(Math.abs(value - mean)).toBeLessThan(2 * Math.sqrt(variance));
    });
  });
});

test('types I to V, by their own angle, lie inside the spread of the people of that class', () => {
  // The NIST set has nobody as dark as VI: that type stays an extrapolation.
  const limits = [90, 55, 41, 28, 10, -30];
  const people = nistSpectra().map((spectrum) => xyzToLab(spectrumToXyz(spectrum)));
  for (const type of SKIN_TYPES.slice(0, 5)) {
    const model = labIncluded(skinOfType(type));
    const high = limits.findIndex(
      (limit, i) => itaDeg(model) <= limit && itaDeg(model) > limits[i + 1]!,
    );
    const own = people.filter(
      (lab) => itaDeg(lab) <= limits[high]! && itaDeg(lab) > limits[high + 1]!,
    );
    expect(own.length, type).toBeGreaterThan(3);
    model.forEach((value, i) => {
      const channel = own.map((lab) => lab[i]!);
      const mean = channel.reduce((sum, v) => sum + v, 0) / channel.length;
      const variance = channel.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (channel.length - 1);
      expect(Math.abs(value - mean), `${type}, channel ${i}`).toBeLessThan(
        2.5 * Math.sqrt(variance),
      );
    });
  }
});

test('a skin asked for by ITA has it', () => {
  for (const ita of [62, 50, 40, 30, 20, 5, -20, -40, -58]) {
    // Straight lines between six fitted points.
    expect(Math.abs(itaDeg(labIncluded(skinOfIta(ita))) - ita)).toBeLessThan(3);
  }
});

test('undertone and redness move the colour the way they are named', () => {
  const skin = skinOfType('III');
  const lab = (s: Skin) => xyzToLab(bandsToXyz(bareReflectance(s)));
  const neutral = lab(skin);
  const warm = lab(withUndertone(skin, 1));
  const cool = lab(withUndertone(skin, -1));
  const flushed = lab(withRedness(skin, 1));
  expect(withUndertone(skin, 0).melanosomeFraction).toBe(skin.melanosomeFraction);
  expect(warm[2]).toBeGreaterThan(neutral[2]);
  expect(cool[1]).toBeGreaterThan(neutral[1]);
  expect(cool[2]).toBeLessThan(neutral[2] + 0.5);
  expect(flushed[1]).toBeGreaterThan(neutral[1] + 2);
});

test('freshly needled skin is redder and darker in the green, and calm again within days', () => {
  for (const type of SKIN_TYPES) {
    const skin = skinOfType(type);
    const flushed = flushedDark(skin);
    const bare = bareReflectance(skin);
    const lab = (share: number) =>
      xyzToLab(bandsToXyz(Array.from(bare, (r, i) => r * Math.exp(-share * flushed[i]!))));
    expect(flushed[3]).toBeGreaterThan(flushed[5]!);
    expect(Math.min(...flushed)).toBeGreaterThanOrEqual(0);
    expect(lab(1)[1]).toBeGreaterThan(lab(0)[1]);
  }
  // Trade sources: red on the day, gone after three to five.
  expect(rednessAt(0)).toBe(1);
  expect(rednessAt(1)).toBeGreaterThan(0.4);
  expect(rednessAt(5)).toBeLessThan(0.05);
  expect(rednessAt(30)).toBeLessThan(1e-6);
  expect(rednessAt(-1)).toBe(0);
});

test('a thicker dermis moves every border below it and no other', () => {
  const skin = skinOfType('II');
  const thick = withDermis(skin, 1.5).thicknessesMm;
  expect(thick.slice(0, 2)).toEqual(skin.thicknessesMm.slice(0, 2));
  expect(thick[6]).toBe(Number.POSITIVE_INFINITY);
  for (const i of [2, 3, 4, 5]) expect(thick[i]! / skin.thicknessesMm[i]!).toBeCloseTo(1.5, 12);
  expect(bareReflectance(withDermis(skin, 1))).toEqual(bareReflectance(skin));
});
