import { describe, expect, test } from 'vitest';
import { bandsToXyz } from '../../../src/color/band-xyz.ts';
import { ciede2000 } from '../../../src/color/ciede2000.ts';
import { xyzToLab } from '../../../src/color/lab.ts';
import { bareReflectance } from '../../../src/light/bare-skin.ts';
import { fall, localTone } from '../../../src/light/local-tone.ts';
import { SKIN_TYPES, skinOfType } from '../../../src/light/skin-types.ts';

const labOf = (reflectance: ArrayLike<number>) => xyzToLab(bandsToXyz(Array.from(reflectance)));

describe.each(SKIN_TYPES)('a place of skin %s', (type) => {
  const skin = skinOfType(type);
  const around = bareReflectance(skin);
  const tone = localTone(skin, around);
  const exact = (melanin: number, blood: number) =>
    bareReflectance({
      ...skin,
      melanosomeFraction: melanin * skin.melanosomeFraction,
      bloodFraction: blood * skin.bloodFraction,
    });
  const fast = (melanin: number, blood: number) =>
    around.map(
      (reflectance, band) =>
        reflectance *
        Math.exp(
          -fall(tone.melanin[band]!, Math.log(melanin)) - fall(tone.blood[band]!, Math.log(blood)),
        ),
    );

  test('with more or less melanin and blood looks as transport through it says', () => {
    for (const melanin of [0.7, 1, 1.3]) {
      for (const blood of [0.7, 1, 1.3, 2]) {
        const off = ciede2000(labOf(fast(melanin, blood)), labOf(exact(melanin, blood)));
        expect(off, `${melanin}, ${blood}`).toBeLessThan(0.5);
      }
    }
  });

  test('differs by what a client sees: 30 percent of melanin, a third more blood or twice', () => {
    const seen = (melanin: number, blood: number) =>
      ciede2000(labOf(around), labOf(exact(melanin, blood)));
    for (const melanin of [0.7, 1.3]) {
      expect(seen(melanin, 1)).toBeGreaterThan(1.5);
      expect(seen(melanin, 1)).toBeLessThan(6);
    }
    expect(seen(1, 2)).toBeGreaterThan(2);
    expect(seen(1, 2)).toBeLessThan(5.7);
    expect(seen(1, 1.3)).toBeLessThan(seen(1, 2) / 2);
  });
});
