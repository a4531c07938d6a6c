import { DEFAULT_THICKNESSES_MM, LAYER_NAMES, SKIN_INDEX, type Skin } from './layers.ts';

/** Fitzpatrick labels, fair to dark. Indicative only: Fitzpatrick and ITA are not interchangeable. */
export const SKIN_TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;
export type SkinType = (typeof SKIN_TYPES)[number];

/** Factors of melanin and of blood that a place of the scalp may have beside the rest. */
export const TONE_RANGE = [0.25, 4] as const;

/** The skin of one Fitzpatrick label, calibrated to the ITA class it usually falls in. */
export function skinOfType(type: SkinType): Skin {
  return skinOf(TYPES[SKIN_TYPES.indexOf(type)]!);
}

/**
 * A skin whose colour, as an instrument with the specular part included reads it, has the given
 * ITA. Interpolates the six types; within a degree between them, extrapolates a little outside.
 *
 * @param ita - Degrees, from -60 (darkest) to 65 (fairest); values outside are held.
 */
export function skinOfIta(ita: number): Skin {
  const held = Math.min(65, Math.max(-60, ita));
  let i = 0;
  while (i < TYPES.length - 2 && held < TYPES[i + 1]!.itaDeg) i++;
  const fair = TYPES[i]!;
  const dark = TYPES[i + 1]!;
  const share = (fair.itaDeg - held) / (fair.itaDeg - dark.itaDeg);
  const mix = (a: number, b: number) => a + share * (b - a);
  return skinOf({
    itaDeg: held,
    // Absorption acts as an exponent, so melanin mixes in its logarithm.
    melanosomes: Math.exp(mix(Math.log(fair.melanosomes), Math.log(dark.melanosomes))),
    blood: mix(fair.blood, dark.blood),
    oxygen: mix(fair.oxygen, dark.oxygen),
  });
}

/**
 * The same skin, warmer or cooler.
 *
 * Warm trades eumelanin for pheomelanin at equal absorption at 550 nm, cool (pink) adds blood.
 * The size of the step is assumed: no measured series by undertone was found.
 *
 * @param undertone - -1 (cool) to 1 (warm), 0 leaves the skin alone.
 */
export function withUndertone(skin: Skin, undertone: number): Skin {
  if (undertone <= 0)
    return { ...skin, bloodFraction: skin.bloodFraction * (1 - 0.35 * undertone) };
  const share = 0.6 * undertone;
  // Pheomelanin absorbs 0.56 of what eumelanin does at 550 nm.
  const keep = 1 / (1 - share * (1 - 0.56));
  return { ...skin, pheomelaninShare: share, melanosomeFraction: skin.melanosomeFraction * keep };
}

/**
 * The same skin flushed, as after needling: more blood, better oxygenated.
 *
 * How much blood a needled scalp carries was not found; two and a half times is assumed.
 *
 * @param redness - 0 (calm) to 1 (just treated).
 */
export function withRedness(skin: Skin, redness: number): Skin {
  return {
    ...skin,
    bloodFraction: skin.bloodFraction * (1 + 1.5 * redness),
    oxygenSaturation: skin.oxygenSaturation + 0.5 * redness * (1 - skin.oxygenSaturation),
  };
}

/**
 * The same skin with a thicker or thinner dermis; the epidermis stays.
 *
 * @param scale - Of every dermal layer; scalps range from 0.7 to 1.6 of the default.
 */
export function withDermis(skin: Skin, scale: number): Skin {
  const { thicknessesMm } = skin;
  const dermal = LAYER_NAMES.map(
    (name) => /dermis$|plexus$/.test(name) && !/epidermis$/.test(name),
  );
  return { ...skin, thicknessesMm: thicknessesMm.map((mm, i) => (dermal[i] ? scale * mm : mm)) };
}

interface TypeRow {
  /** ITA of the model with the specular part included, degrees. */
  readonly itaDeg: number;
  readonly melanosomes: number;
  readonly blood: number;
  readonly oxygen: number;
}

// Fitted to the NIST class means (doi 10.18434/M38597); VI has no subject and is extrapolated.
const TYPES: readonly TypeRow[] = [
  { itaDeg: 58, melanosomes: 0.014, blood: 0.0075, oxygen: 0.68 },
  { itaDeg: 49.9, melanosomes: 0.02, blood: 0.01, oxygen: 0.66 },
  { itaDeg: 35.3, melanosomes: 0.036, blood: 0.01, oxygen: 0.66 },
  { itaDeg: 17.9, melanosomes: 0.06, blood: 0.01, oxygen: 0.66 },
  { itaDeg: -5.7, melanosomes: 0.1, blood: 0.012, oxygen: 0.66 },
  { itaDeg: -54.6, melanosomes: 0.25, blood: 0.012, oxygen: 0.66 },
];

function skinOf(row: TypeRow): Skin {
  return {
    melanosomeFraction: row.melanosomes,
    bloodFraction: row.blood,
    oxygenSaturation: row.oxygen,
    pheomelaninShare: 0,
    scatteringScale: 1,
    baselineScale: 1,
    thicknessesMm: DEFAULT_THICKNESSES_MM,
    refractiveIndex: SKIN_INDEX,
    overrides: {},
  };
}
