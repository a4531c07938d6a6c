import { expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import { BANDS_NM } from '../../../src/color/bands.ts';
import { bareReflectance } from '../../../src/light/bare-skin.ts';
import { overrideLayer } from '../../../src/light/layer-override.ts';
import { layerStack } from '../../../src/light/layer-stack.ts';
import { LAYER_NAMES, layerOptics } from '../../../src/light/layers.ts';
import { skinOfType } from '../../../src/light/skin-types.ts';
import { respond } from '../../../src/light/stack-response.ts';

const skin = skinOfType('II');
const set = (...settings: string[]) => settings.reduce(overrideLayer, skin);
const layerOf = (name: (typeof LAYER_NAMES)[number], ...settings: string[]) =>
  layerOptics(set(...settings), 540)[LAYER_NAMES.indexOf(name)]!;

test('each field changes its own layer and no other', () => {
  const before = layerOptics(skin, 540);
  for (const field of ['thickness-mm=0.3', 'blood=0.05', 'absorption-per-mm=2', 'anisotropy=0.7']) {
    const after = layerOptics(set(`papillary.${field}`), 540);
    const changed = after.filter((layer, i) => JSON.stringify(layer) !== JSON.stringify(before[i]));
    expect(changed, field).toHaveLength(1);
    expect(changed[0]).toBe(after[2]);
  }
});

test('the values given are the values used', () => {
  expect(layerOf('papillary dermis', 'papillary.thickness-mm=0.3').thicknessMm).toBe(0.3);
  expect(layerOf('subcutis', 'subcutis.absorption-per-mm=0.7').absorptionPerMm).toBe(0.7);
  expect(layerOf('reticular dermis', 'reticular.scattering-per-mm=12').scatteringPerMm).toBe(12);
  const thinned = layerOf('viable epidermis', 'epidermis.reduced-scattering-per-mm=3.625');
  const usual = layerOf('viable epidermis');
  expect(thinned.scatteringPerMm).toBeCloseTo(usual.scatteringPerMm / 2, 10);
  // Reduced scattering is kept when only the anisotropy is set.
  const turned = layerOf('viable epidermis', 'epidermis.anisotropy=0.5');
  expect(turned.scatteringPerMm * 0.5).toBeCloseTo(usual.scatteringPerMm * 0.15, 10);
});

test('melanin of the epidermis by setting is melanin by skin', () => {
  const bySkin = layerOptics({ ...skin, melanosomeFraction: 0.1 }, 450);
  expect(layerOptics(set('viable-epidermis.melanin=0.1'), 450)).toEqual(bySkin);
});

test('settings of one layer add up, the last of a kind holds', () => {
  const layer = layerOf(
    'papillary dermis',
    'papillary.absorption-per-mm=1',
    'papillary.anisotropy=0.5',
    'papillary-dermis.absorption-per-mm=3',
  );
  expect([layer.absorptionPerMm, layer.anisotropy]).toEqual([3, 0.5]);
});

test('all layers alike are one endless medium with the index asked for', () => {
  const medium = set(
    'all.absorption-per-mm=0.1',
    'all.scattering-per-mm=10',
    'all.anisotropy=0.9',
    'all.index=1.5',
  );
  const layer = {
    absorptionPerMm: 0.1,
    scatteringPerMm: 10,
    anisotropy: 0.9,
    thicknessMm: Number.POSITIVE_INFINITY,
  };
  const expected = respond(layerStack([layer], 1.5), 'normal').diffuse;
  for (const found of bareReflectance(medium)) expect(found).toBeCloseTo(expected, 5);
});

test('a skin without settings is what it was', () => {
  expect(bareReflectance(set('all.index=1.4'))).toEqual(bareReflectance(skin));
  const bands = BANDS_NM.map((nm) => layerOptics(skin, nm));
  expect(BANDS_NM.map((nm) => layerOptics(set('papillary.thickness-mm=0.15'), nm))).toEqual(bands);
});

const wrong: [setting: string, says: string][] = [
  ['papillary', 'cannot be read'],
  ['papillary.thickness-mm', 'cannot be read'],
  ['dermis.blood=0.1', 'more than one layer'],
  ['fat.blood=0.1', 'names no layer'],
  ['papillary.colour=1', 'A layer has no "colour"'],
  ['papillary.toString=1', 'A layer has no "toString"'],
  ['papillary.blood=', 'out of range'],
  ['papillary.blood=NaN', 'out of range'],
  ['papillary.blood=-0.1', 'out of range'],
  ['papillary.anisotropy=1', 'out of range'],
  ['papillary.index=1.4', 'whole skin'],
  ['subcutis.thickness-mm=2', 'no end'],
  ['all.thickness-mm=2', 'no end'],
];

test.each(wrong)('%s is a usage error that says why', (setting, says) => {
  expect(() => set(setting)).toThrowError(DotworkError);
  expect(() => set(setting)).toThrowError(says);
});

test('a layer cannot hold more than itself', () => {
  expect(() => set('papillary.melanin=0.6', 'papillary.blood=0.6')).toThrowError('more than');
});
