import { describe, expect, test } from 'vitest';
import { unitHash } from '../../../src/base/unit-hash.ts';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { bandsToXyz } from '../../../src/color/band-xyz.ts';
import { xyzToLinear } from '../../../src/color/srgb.ts';
import { bareReflectance } from '../../../src/light/bare-skin.ts';
import { skinOfIta, withUndertone } from '../../../src/light/skin-types.ts';
import { sharpnessOf } from '../../../src/photo/light/sharpness.ts';
import { suggestSkin } from '../../../src/photo/light/skin-suggestion.ts';
import { greyPatch, through, whitening } from '../../../src/photo/light/white.ts';
import { srgbByte } from '../../../src/photo/linear-bytes.ts';
import { luminanceOf } from '../../../src/photo/mask/skin-model.ts';
import type { Photograph } from '../../../src/photo/photograph.ts';

function picture(
  widthPx: number,
  heightPx: number,
  of: (x: number, y: number) => Vec3,
): Photograph {
  const rgba = new Uint8Array(4 * widthPx * heightPx).fill(255);
  for (let i = 0; i < widthPx * heightPx; i++) {
    rgba.set(of(i % widthPx, Math.floor(i / widthPx)).map(srgbByte), 4 * i);
  }
  return { widthPx, heightPx, rgba };
}

describe('white balance', () => {
  test('a grey place tells the lamp, and light goes to white and back', () => {
    const grey = greyPatch(
      picture(200, 200, () => [0.31, 0.25, 0.14]),
      [100, 100],
    );
    expect(grey.lampColour[0] / grey.lampColour[2]).toBeCloseTo(0.31 / 0.14, 1);
    const { toWhite, fromWhite } = whitening(grey.lampColour);
    const white = through(toWhite, [0.31, 0.25, 0.14]);
    expect(Math.max(...white) / Math.min(...white)).toBeLessThan(1.02);
    through(fromWhite, through(toWhite, [0.2, 0.5, 0.1])).forEach((value, i) => {
      expect(value).toBeCloseTo([0.2, 0.5, 0.1][i]!, 5);
    });
    expect(whitening([1, 1, 1]).toWhite).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
  });

  test.each([
    [[1, 1, 1], [100, 100], /burnt out/],
    [[0.001, 0.001, 0.001], [100, 100], /too dark/],
    [[0.6, 0.2, 0.02], [100, 100], /too colourful/],
    [[0.3, 0.3, 0.3], [250, 100], /outside the photograph of 200 x 200/],
  ] as const)('refuses %j at %j', (colour, at, why) => {
    expect(() =>
      greyPatch(
        picture(200, 200, () => colour),
        at,
      ),
    ).toThrow(why);
  });
});

describe('the skin of a forehead', () => {
  /** What {@link suggestSkin} reads, of a skin in some light. */
  function seen(itaDeg: number, undertone: number, light: Vec3) {
    const skin = withUndertone(skinOfIta(itaDeg), undertone);
    const linear = xyzToLinear(bandsToXyz(bareReflectance(skin))).map(
      (part, i) => part * light[i]!,
    ) as unknown as Vec3;
    const level = luminanceOf(...linear);
    const cells = 16;
    return {
      ...{ step: 1, width: 4, height: 4, isSkin: new Uint8Array(cells).fill(1) },
      forehead: new Uint8Array(cells).fill(1),
      luminance: new Float32Array(cells).fill(level),
      colour: linear.map((part) => part / level) as unknown as Vec3,
      model: { body: [1, 1, 1], lamp: [1, 1, 1], strays: 1, texture: 1 } as const,
    };
  }

  test('lies in the range suggested, the narrower the more is known of the light', () => {
    const lamp: Vec3 = [0.72, 0.6, 0.4];
    for (const ita of [55, 30, 5, -30]) {
      for (const undertone of [-0.4, 0, 0.4]) {
        const light = luminanceOf(...lamp);
        const grey = {
          lampColour: lamp.map((part) => part / light) as unknown as Vec3,
          ...{ level: 0.18 * light, reflectance: 0.18 },
        };
        const { reflectance: _, ...open } = grey;
        const known = suggestSkin(seen(ita, undertone, lamp), grey)!;
        const half = suggestSkin(seen(ita, undertone, lamp), open)!;
        for (const { itaFromDeg, itaToDeg } of [known, half]) {
          expect(itaFromDeg).toBeLessThanOrEqual(ita);
          expect(itaToDeg).toBeGreaterThanOrEqual(ita);
        }
        expect(known.itaToDeg - known.itaFromDeg).toBeLessThanOrEqual(
          half.itaToDeg - half.itaFromDeg + 2.5,
        );
        expect(known.types).toContain(known.type);
      }
    }
  });

  test('is not guessed where there is none in sight', () => {
    const bare = seen(30, 0, [1, 1, 1]);
    expect(suggestSkin({ ...bare, forehead: new Uint8Array(16) })).toBeUndefined();
  });
});

describe('sharpness', () => {
  /** Discs and hairs, blurred by `sd` and one pixel, with noise. */
  function blurry(sd: number): Photograph {
    const erf = (x: number) => Math.tanh(1.128379 * x * (1 + 0.089 * x * x));
    const step = (d: number) => 0.5 * (1 + erf(d / (Math.SQRT2 * Math.hypot(sd, 0.29))));
    return picture(360, 360, (x, y) => {
      const [cx, cy] = [(x % 120) - 60, (y % 120) - 60];
      const disc = step(28 - Math.hypot(cx, cy));
      const hair = Math.exp(-0.5 * ((cx - 52) / sd) ** 2);
      const light = 0.12 + 0.5 * disc - 0.08 * hair + 0.006 * (unitHash(x, y) - 0.5);
      return [light, 0.9 * light, 0.8 * light];
    });
  }

  test.each([0.6, 0.9, 1.5, 2.5])('of %f pixels is found again', (sd) => {
    const found = sharpnessOf(blurry(sd))!;
    // On top of what the skin pass blurs by itself.
    const wanted = Math.sqrt(Math.max(0, sd * sd + 0.083 - 0.16));
    expect(found.edges).toBeGreaterThan(100);
    expect(Math.abs(found.blurPx - wanted)).toBeLessThan(0.15 + 0.1 * wanted);
  });

  test('is not told from a plain picture', () => {
    expect(sharpnessOf(picture(300, 300, () => [0.4, 0.4, 0.4]))).toBeUndefined();
  });
});
