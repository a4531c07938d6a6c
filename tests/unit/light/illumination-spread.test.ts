import { expect, test } from 'vitest';
import { BAND_WEIGHTS } from '../../../src/color/band-weights.ts';
import { BANDS_NM } from '../../../src/color/bands.ts';
import { xyzToLinear } from '../../../src/color/srgb.ts';
import { bareReflectance } from '../../../src/light/bare-skin.ts';
import { SKIN_TYPES, skinOfType } from '../../../src/light/skin-types.ts';
import { illuminationSpread } from '../../../src/light/spread/illumination-spread.ts';
import { comingBack } from '../../../src/light/spread/spread-bake.ts';
import { normalBelow } from '../../helpers/numbers.ts';

const PLACES_MM = [-3, -1.5, -0.8, -0.4, -0.2, 0.2, 0.4, 0.8, 1.5, 3];

/** Photons other than the baked ones; the error of a share of 2000 is about 0.011. */
const PHOTONS = 2000;
const SEED = 99;

test('the edge of a shadow on skin falls off as photons say, in red, green and blue', () => {
  const skins = SKIN_TYPES.map(skinOfType);
  const reflectances = skins.map((skin) => bareReflectance(skin));
  // Light that comes back, by skin, place and channel, where all beyond the place is lit.
  const lit = skins.map(() => PLACES_MM.map(() => [0, 0, 0]));
  BANDS_NM.forEach((wavelengthNm, band) => {
    const rgb = xyzToLinear(BAND_WEIGHTS[band]!);
    const all = skins.map(() => 0);
    const beside = skins.map(() => PLACES_MM.map(() => 0));
    for (const { xMm, weights } of comingBack(wavelengthNm, PHOTONS, SEED + wavelengthNm)) {
      skins.forEach((_, s) => {
        all[s]! += weights[s]!;
        PLACES_MM.forEach((place, p) => {
          // The step lies at 0; both sides of a photon's path tell.
          beside[s]![p]! += weights[s]! * 0.5 * (Number(xMm < place) + Number(-xMm < place));
        });
      });
    }
    skins.forEach((_, s) => {
      PLACES_MM.forEach((_, p) => {
        rgb.forEach((value, i) => {
          const back = value * reflectances[s]![band]!;
          lit[s]![p]![i]! += (back * beside[s]![p]!) / all[s]!;
        });
      });
    });
  });
  skins.forEach((skin, s) => {
    const whole = [0, 1, 2].map((i) =>
      BAND_WEIGHTS.reduce((sum, xyz, b) => sum + xyzToLinear(xyz)[i]! * reflectances[s]![b]!, 0),
    );
    const { sigmasMm, shares } = illuminationSpread(skin, reflectances[s]!);
    PLACES_MM.forEach((place, p) => {
      for (let i = 0; i < 3; i++) {
        const left = 1 - shares[0][i]! - shares[1][i]!;
        const fitted =
          left * Number(place > 0) +
          shares.reduce((sum, rgb, g) => sum + rgb[i]! * normalBelow(place / sigmasMm[g]!), 0);
        const walked = lit[s]![p]![i]! / whole[i]!;
        const what = `skin ${SKIN_TYPES[s]}, ${place} mm, channel ${i}`;
        expect(Math.abs(fitted - walked), what).toBeLessThan(0.05);
      }
    });
    // Red goes farthest.
    expect(shares[1][0]).toBeGreaterThan(shares[1][2]);
  });
});
