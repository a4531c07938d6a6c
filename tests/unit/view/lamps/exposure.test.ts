import { describe, expect, test } from 'vitest';
import { dot, unit } from '../../../../src/base/vec3.ts';
import { exposed, METER_TOWARDS, metered } from '../../../../src/view/lamps/exposure.ts';
import { LIGHT_NAMES, LIGHTS, type Lighting } from '../../../../src/view/lamps/light-table.ts';

const LUMINANCE = [0.2126729, 0.7151522, 0.072175] as const;
const luminance = (rgb: readonly number[]) =>
  LUMINANCE.reduce((sum, part, i) => sum + part * rgb[i]!, 0);

/** Light that a white card gets which faces where the meter does, 1 for white; linear RGB. */
function card(lighting: Lighting, balance: 'camera' | 'eye' | 'daylight'): readonly number[] {
  const { key, fills, above, below } = exposed(lighting, balance);
  const up = 0.5 + 0.5 * METER_TOWARDS[1];
  const lamps = [lighting.key, ...lighting.fills].map(({ towards }) =>
    Math.max(0, dot(unit(towards), METER_TOWARDS)),
  );
  return [0, 1, 2].map(
    (i) =>
      (lamps[0]! * key[i]! +
        lamps[1]! * fills[0][i]! +
        lamps[2]! * fills[1][i]! +
        up * above[i]! +
        (1 - up) * below[i]!) /
      Math.PI,
  );
}

describe('exposure', () => {
  test('in the clinic a white card on the scalp is white, to the last step of a screen', () => {
    for (const part of card(LIGHTS.clinic, 'camera'))
      expect(Math.abs(part - 1)).toBeLessThan(0.002);
  });

  test.each(LIGHT_NAMES)('%s: a white card is neither dark nor burnt out', (name) => {
    const light = luminance(card(LIGHTS[name], 'camera'));
    expect(light).toBeGreaterThan(0.7);
    expect(light).toBeLessThan(1.15);
  });

  test('does not depend on how much light there is, only on where it comes from', () => {
    const { sun } = LIGHTS;
    const dim: Lighting = {
      ...sun,
      key: { ...sun.key, lux: sun.key.lux / 100 },
      ambient: { ...sun.ambient, fromAboveLux: 150, fromBelowLux: 140 },
    };
    exposed(dim, 'camera').key.forEach((part, i) => {
      expect(part).toBeCloseTo(exposed(sun, 'camera').key[i]!, 9);
    });
  });

  test('the light of the bathroom is neutral to the camera, a little warm to the eye, orange to daylight film', () => {
    const warmth = (balance: 'camera' | 'eye' | 'daylight') => {
      const [r, , b] = card(LIGHTS.downlight, balance);
      return r! / b!;
    };
    expect(warmth('camera')).toBeCloseTo(1, 1);
    expect(warmth('eye')).toBeGreaterThan(1.05);
    expect(warmth('eye')).toBeLessThan(1.6);
    expect(warmth('daylight')).toBeGreaterThan(3);
  });

  test('the sky of the noon sun leaves shadows blue', () => {
    const { key, above } = exposed(LIGHTS.sun, 'camera');
    expect(above[2] / above[0]).toBeGreaterThan(1.3 * (key[2] / key[0]));
  });

  test('what is told of a place is what its meter reads, within a fifth', () => {
    for (const [name, lux] of Object.entries({ clinic: 1000, downlight: 200, neon: 750 })) {
      const read = metered(LIGHTS[name as keyof typeof LIGHTS]).lux;
      expect(Math.abs(read / lux - 1), `${name}: ${read.toFixed(0)} lux`).toBeLessThan(0.2);
    }
  });
});
