import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sheetSensitivity } from '../../../src/light/dot/sheet-sensitivity.ts';
import { layerStack } from '../../../src/light/layer-stack.ts';
import { type LayerOptics, layerOptics, SKIN_INDEX } from '../../../src/light/layers.ts';
import { SKIN_TYPES, skinOfType } from '../../../src/light/skin-types.ts';
import { leavingRadiance, respond } from '../../../src/light/stack-response.ts';
import { readTable } from '../../fixtures/read-table.ts';
import { doubledReflectance } from '../../helpers/twins/doubling-twin.ts';

const layer = (
  absorptionPerMm: number,
  scatteringPerMm: number,
  anisotropy: number,
  thicknessMm: number,
): LayerOptics => ({ absorptionPerMm, scatteringPerMm, anisotropy, thicknessMm });
const fine = 32;
const endless = Number.POSITIVE_INFINITY;

describe('published values', () => {
  test('van de Hulst slab', () => {
    const slab = respond(layerStack([layer(1, 9, 0.75, 0.2)], 1, fine), 'normal');
    expect(slab.specular).toBe(0);
    expect(slab.diffuse).toBeCloseTo(0.09739, 5);
    expect(slab.transmitted).toBeCloseTo(0.66096, 5);
  });

  test('Giovanelli 1955, isotropic, n = 1.5, endless', () => {
    const stack = layerStack([layer(1, 9, 0, endless)], 1.5, fine);
    const normal = respond(stack, 'normal');
    // 0.2600 counts the four percent the surface mirrors; more directions settle at 0.2599.
    expect(Math.abs(normal.diffuse + normal.specular - 0.26)).toBeLessThan(1e-4);
    // Independent adding-doubling: 0.21616 for light from everywhere.
    expect(respond(stack, 'diffuse').diffuse).toBeCloseTo(0.21616, 4);
  });

  test('forward scattering, n = 1.5, endless: 0.1097 with the specular part', () => {
    const stack = layerStack([layer(1, 9, 0.75, endless)], 1.5, fine);
    const { diffuse, specular } = respond(stack, 'normal');
    expect(diffuse + specular).toBeCloseTo(0.1097, 4);
  });

  test('three layers of the MCML manual', () => {
    const stack = [layer(0.1, 10, 0.9, 1), layer(0.1, 1, 0, 1), layer(0.2, 1, 0.7, 2)];
    const { diffuse, transmitted } = respond(layerStack(stack, 1.37, fine), 'normal');
    // 4e6 photons: 0.2379(2) and 0.0960(2).
    expect(Math.abs(diffuse - 0.2379)).toBeLessThan(4e-4);
    expect(Math.abs(transmitted - 0.096)).toBeLessThan(4e-4);
  });

  test('n = 1.4, g = 0.9, endless: 1e7 photons say 0.25238(12)', () => {
    const { diffuse } = respond(layerStack([layer(0.1, 10, 0.9, endless)], 1.4, fine), 'normal');
    expect(Math.abs(diffuse - 0.25238)).toBeLessThan(3 * 1.2e-4);
  });

  test('angles of the light the van de Hulst slab sends back', () => {
    const leaving = leavingRadiance(layerStack([layer(1, 9, 0.75, 0.2)], 1, fine), 'normal');
    for (const [angleDeg, perSteradian] of readTable('slab-angular.csv')) {
      const cosine = Math.cos((angleDeg! * Math.PI) / 180);
      const next = leaving.findIndex((sample) => sample.cosine >= cosine);
      const [a, b] = [leaving[Math.max(0, next - 1)]!, leaving[next]!];
      const share = b === a ? 0 : (cosine - a.cosine) / (b.cosine - a.cosine);
      const radiance = a.radiance + share * (b.radiance - a.radiance);
      // Straight lines between 32 angles, and five printed digits.
      expect(Math.abs(radiance * cosine - perSteradian!)).toBeLessThan(1.5e-4);
    }
  });
});

test('every skin and wavelength agrees with an independent program', () => {
  let checked = 0;
  for (const row of readTable('skin-reflectance.csv')) {
    const [type, wavelengthNm, absorption2, absorption4, scattering2, scattering5, expected] = row;
    const layers = layerOptics(skinOfType(SKIN_TYPES[type! - 1]!), wavelengthNm!);
    // Per centimetre there, per millimetre here. That program leaves water out of the table.
    expect(Math.abs((layers[1]!.absorptionPerMm * 10) / absorption2! - 1)).toBeLessThan(8e-3);
    expect(Math.abs((layers[3]!.absorptionPerMm * 10) / absorption4! - 1)).toBeLessThan(8e-3);
    expect((layers[1]!.scatteringPerMm * 10) / scattering2!).toBeCloseTo(1, 3);
    expect((layers[4]!.scatteringPerMm * 10) / scattering5!).toBeCloseTo(1, 3);
    if (wavelengthNm! % 50 !== 0) continue;
    const { diffuse } = respond(layerStack(layers, SKIN_INDEX, 16), 'normal');
    // Adding-doubling with as many directions, normalised differently.
    expect(Math.abs(diffuse - expected!)).toBeLessThan(wavelengthNm! < 700 ? 2e-4 : 6e-4);
    checked++;
  }
  expect(checked).toBe(48);
});

test('modes give what slabs doubled from next to nothing give', () => {
  const someLayer = fc.record({
    absorptionPerMm: fc.double({ min: 0.001, max: 50, noNaN: true }),
    scatteringPerMm: fc.double({ min: 0.1, max: 100, noNaN: true }),
    anisotropy: fc.double({ min: 0, max: 0.95, noNaN: true }),
    thicknessMm: fc.double({ min: 0.001, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(someLayer, { minLength: 1, maxLength: 3 }),
      fc.double({ min: 1.05, max: 1.6, noNaN: true }),
      fc.boolean(),
      (layers, index, deep) => {
        const last = layers[layers.length - 1]!;
        const stack = deep ? [...layers, { ...last, thicknessMm: endless }] : layers;
        const { diffuse } = respond(layerStack(stack, index, 8), 'normal');
        // The twin's first slab is off by a millionth at the flattest angle.
        expect(Math.abs(diffuse - doubledReflectance(stack, index, 8))).toBeLessThan(1e-7);
      },
    ),
    { numRuns: 40 },
  );
});

describe('conservation', () => {
  test('without absorption nothing is lost', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        fc.double({ min: 1, max: 1.6, noNaN: true }),
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        (anisotropy, index, scattering) => {
          const stack = layerStack(
            [layer(0, scattering, anisotropy, 0.3), layer(0, 2, 0.5, 0.7)],
            index,
          );
          for (const light of ['normal', 'diffuse'] as const) {
            const { specular, diffuse, transmitted } = respond(stack, light);
            // Rounding only: it acts like absorption of 1e-16 of all extinction.
            expect(Math.abs(specular + diffuse + transmitted - 1)).toBeLessThan(1e-11);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('layers of any make give back no more than arrives', () => {
    const power = (low: number, high: number) =>
      fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
    const anyLayer = fc.record({
      absorptionPerMm: fc.oneof(fc.constant(0), power(1e-6, 1e5)),
      scatteringPerMm: fc.oneof(fc.constant(0), power(1e-3, 1e3)),
      anisotropy: fc.double({ min: 0, max: 0.98, noNaN: true }),
      thicknessMm: fc.oneof({ weight: 5, arbitrary: power(1e-9, 20) }, fc.constant(endless)),
    });
    fc.assert(
      fc.property(
        fc.array(anyLayer, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 1, max: 2, noNaN: true }),
        fc.constantFrom(8, 12, 16),
        (layers, index, directions) => {
          // Only the last may be endless.
          const end = layers.findIndex((one) => one.thicknessMm === endless);
          const stack = layerStack(end < 0 ? layers : layers.slice(0, end + 1), index, directions);
          const { specular, diffuse, transmitted } = respond(stack, 'normal');
          expect(diffuse).toBeGreaterThan(-1e-12);
          expect(transmitted).toBeGreaterThan(-1e-12);
          expect(specular + diffuse + transmitted).toBeLessThan(1 + 1e-9);
        },
      ),
    );
  });

  test('a thicker stack of equal layers is one layer', () => {
    const one = respond(layerStack([layer(0.2, 20, 0.8, 1)], 1.4), 'normal');
    const parts = [0.1, 0.25, 0.65].map((thickness) => layer(0.2, 20, 0.8, thickness));
    const many = respond(layerStack(parts, 1.4), 'normal');
    expect(many.diffuse).toBeCloseTo(one.diffuse, 12);
    expect(many.transmitted).toBeCloseTo(one.transmitted, 12);
  });
});

describe('sensitivity to a thin absorber', () => {
  test('is what really happens when a thin sheet is put in', () => {
    const skin = skinOfType('II');
    for (const depthMm of [0.05, 0.2, 0.6]) {
      const { sheet, reflectance } = sheetSensitivity(skin, 550, [depthMm]);
      const extra = 1e-6;
      const thin = 1e-4;
      const dark = respond(
        layerStack(withSheet(layerOptics(skin, 550), depthMm, thin, extra / thin), SKIN_INDEX),
        'normal',
      ).diffuse;
      expect(-Math.log(dark / reflectance) / extra / sheet[0]!).toBeCloseTo(1, 4);
    }
  });

  test('agrees with a Monte Carlo program of its own kind, skin II', () => {
    // Lateral integral of a point absorber's footprint, 1e6 photons with stored paths.
    const table = [
      [450, 0.09, 2.998],
      [450, 0.21, 1.716],
      [450, 0.61, 0.3301],
      [550, 0.09, 3.908],
      [550, 0.21, 2.793],
      [550, 1.01, 0.2859],
    ] as const;
    for (const [wavelengthNm, depthMm, value] of table) {
      const { sheet } = sheetSensitivity(skinOfType('II'), wavelengthNm, [depthMm]);
      expect(Math.abs(sheet[0]! / value - 1)).toBeLessThan(0.012);
    }
  });

  test('an opaque sheet takes what a black floor there takes', () => {
    const layers = layerOptics(skinOfType('V'), 500);
    const [depthMm, black] = [0.2, 1e5];
    const { reflectance, cover } = sheetSensitivity(skinOfType('V'), 500, [depthMm, 0]);
    const [corneum, epidermis, papillary] = layers;
    const above = respond(
      layerStack(
        [
          corneum!,
          epidermis!,
          { ...papillary!, thicknessMm: 0.12 },
          { absorptionPerMm: black, scatteringPerMm: 1e-3, anisotropy: 0, thicknessMm: Infinity },
        ],
        SKIN_INDEX,
      ),
      'normal',
    ).diffuse;
    expect(cover[0]).toBeCloseTo(1 - above / reflectance, 5);
    expect(cover[1]).toBeCloseTo(1, 12);
  });
});

// Replaces a thin piece of one layer, centred on `depthMm`, by the same with more absorption.
function withSheet(layers: LayerOptics[], depthMm: number, thin: number, extra: number) {
  const out: LayerOptics[] = [];
  let top = 0;
  for (const original of layers) {
    const bottom = top + original.thicknessMm;
    const start = depthMm - thin / 2;
    if (start > top && start + thin < bottom) {
      out.push({ ...original, thicknessMm: start - top });
      out.push({
        ...original,
        absorptionPerMm: original.absorptionPerMm + extra,
        thicknessMm: thin,
      });
      out.push({ ...original, thicknessMm: bottom - start - thin });
    } else {
      out.push(original);
    }
    top = bottom;
  }
  return out;
}
