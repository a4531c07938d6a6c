import { DotworkError } from '../base/errors.ts';
import { LAYER_NAMES, type LayerName, type LayerOverride, type Skin } from './layers.ts';

/** Properties of a layer that can be set by name, with the range that makes sense. */
export const LAYER_FIELDS = {
  'thickness-mm': { min: 0.001, max: 20 },
  melanin: { min: 0, max: 1 },
  blood: { min: 0, max: 1 },
  'vessel-radius-mm': { min: 0, max: 0.5 },
  'reduced-scattering-per-mm': { min: 0.01, max: 100 },
  'scattering-per-mm': { min: 0.01, max: 1000 },
  'absorption-per-mm': { min: 0, max: 1000 },
  anisotropy: { min: 0, max: 0.98 },
  index: { min: 1, max: 2 },
} as const;

export type LayerField = keyof typeof LAYER_FIELDS;

const OVERRIDES: Readonly<Partial<Record<LayerField, keyof LayerOverride>>> = {
  melanin: 'melanin',
  blood: 'blood',
  'vessel-radius-mm': 'vesselRadiusMm',
  'reduced-scattering-per-mm': 'reducedScattering500PerMm',
  'scattering-per-mm': 'scatteringPerMm',
  'absorption-per-mm': 'absorptionPerMm',
  anisotropy: 'anisotropy',
};

/** Layer names as they are written in a setting. */
const LAYER_IDS: readonly string[] = LAYER_NAMES.map((name) => name.replaceAll(' ', '-'));

/**
 * The same skin with one property of one layer, or of all of them, replaced. Throws a `usage` error
 * for what does not exist or makes no sense.
 *
 * @param setting - `<layer>.<field>=<value>`; a layer is named by any of its words that is its own
 *   (`papillary`, `upper-plexus`), `all` stands for every layer.
 */
export function overrideLayer(skin: Skin, setting: string): Skin {
  const [, layer, name, text] = /^([a-z- ]+)\.([a-z-]+)=(.*)$/i.exec(setting) ?? [];
  if (layer === undefined || name === undefined || text === undefined) {
    throw new DotworkError(
      'usage',
      `The layer setting ${JSON.stringify(setting)} cannot be read.`,
      'Write <layer>.<field>=<value>, such as papillary.thickness-mm=0.2.',
    );
  }
  const field = fieldNamed(name);
  const layers = layersNamed(layer);
  const value = numberOf(setting, field, text);
  if (field === 'index') return withIndex(skin, layers, value);
  if (field === 'thickness-mm') return withThickness(skin, layers, value);
  const own = Object.fromEntries(
    layers.map((at) => [at, { ...skin.overrides[at], [OVERRIDES[field]!]: value }]),
  );
  return mixable({ ...skin, overrides: { ...skin.overrides, ...own } }, layers);
}

function layersNamed(text: string): readonly LayerName[] {
  const words = text.toLowerCase().split(/[- ]/);
  if (text === 'all') return LAYER_NAMES;
  const found = LAYER_NAMES.filter((name) => words.every((word) => name.split(' ').includes(word)));
  if (found.length === 1) return found;
  throw new DotworkError(
    'usage',
    `${JSON.stringify(text)} names ${found.length === 0 ? 'no layer' : 'more than one layer'}.`,
    `The layers are ${LAYER_IDS.join(', ')}; all stands for every one.`,
  );
}

function fieldNamed(name: string): LayerField {
  if (Object.hasOwn(LAYER_FIELDS, name)) return name as LayerField;
  throw new DotworkError(
    'usage',
    `A layer has no ${JSON.stringify(name)}.`,
    `It has ${Object.keys(LAYER_FIELDS).join(', ')}.`,
  );
}

function numberOf(setting: string, field: LayerField, text: string): number {
  const { min, max } = LAYER_FIELDS[field];
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= min && value <= max) return value;
  throw new DotworkError(
    'usage',
    `The layer setting ${JSON.stringify(setting)} is out of range.`,
    `Write a number from ${min} to ${max}.`,
  );
}

function withIndex(skin: Skin, layers: readonly LayerName[], refractiveIndex: number): Skin {
  if (layers.length === LAYER_NAMES.length) return { ...skin, refractiveIndex };
  throw new DotworkError(
    'usage',
    'One refractive index holds for the whole skin.',
    'Write all.index, such as all.index=1.38.',
  );
}

function withThickness(skin: Skin, layers: readonly LayerName[], thicknessMm: number): Skin {
  const last = LAYER_NAMES.length - 1;
  if (layers.length > 1 || layers[0] === LAYER_NAMES[last]) {
    throw new DotworkError(
      'usage',
      'A thickness belongs to one layer above the subcutis, which has no end.',
      `Name one of ${LAYER_IDS.slice(0, last).join(', ')}.`,
    );
  }
  const at = LAYER_NAMES.indexOf(layers[0]!);
  return { ...skin, thicknessesMm: skin.thicknessesMm.with(at, thicknessMm) };
}

// Volume shares of one layer that exceed 1 would leave a negative rest.
function mixable(skin: Skin, layers: readonly LayerName[]): Skin {
  for (const name of layers) {
    const { melanin = 0, blood = 0 } = skin.overrides[name]!;
    if (melanin + blood > 1) {
      throw new DotworkError(
        'usage',
        `Melanin and blood of the ${name} fill more than the layer.`,
        'Lower one of them.',
      );
    }
  }
  return skin;
}
