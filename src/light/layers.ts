import { baselinePerMm, bloodPerMm, melanosomePerMm, waterPerMm } from './chromophores.ts';

/** What sets the optics of a skin. Volume fractions, 0 to 1. */
export interface Skin {
  /** Melanosomes in the viable epidermis: .014 (type I) to .25 (type VI). */
  readonly melanosomeFraction: number;
  /** Blood in the papillary dermis; the other layers follow in fixed ratios. */
  readonly bloodFraction: number;
  readonly oxygenSaturation: number;
  /** Pheomelanin in the melanosomes, 0 neutral; warms the tone. */
  readonly pheomelaninShare: number;
  /** Multiplies scattering in every layer; 1 is the calibrated model. */
  readonly scatteringScale: number;
  /** Multiplies the bloodless baseline; 1 is the calibrated model (.3 of the OMLC formula). */
  readonly baselineScale: number;
  /** Thickness of each layer from the top, mm; the last is read as endless. */
  readonly thicknessesMm: readonly number[];
  /** Of the whole skin; air lies above it. */
  readonly refractiveIndex: number;
  /** What single layers have instead of what the model gives them. */
  readonly overrides: Readonly<Partial<Record<LayerName, LayerOverride>>>;
}

/** Properties of one layer that replace the model's; what is left out stays. */
export interface LayerOverride {
  /** Melanosomes, volume share. */
  readonly melanin?: number;
  /** Blood, volume share. */
  readonly blood?: number;
  readonly vesselRadiusMm?: number;
  readonly anisotropy?: number;
  /** Reduced scattering at 500 nm, 1/mm; the layer keeps its spectrum. */
  readonly reducedScattering500PerMm?: number;
  /** Scattering at every wavelength, 1/mm. */
  readonly scatteringPerMm?: number;
  /** Absorption at every wavelength, 1/mm, whatever the layer holds. */
  readonly absorptionPerMm?: number;
}

/** Optics of one layer at one wavelength. */
export interface LayerOptics {
  readonly absorptionPerMm: number;
  readonly scatteringPerMm: number;
  readonly anisotropy: number;
  /** `Infinity` for the last layer. */
  readonly thicknessMm: number;
}

/** One refractive index for the whole skin: 1.53/1.43/1.40/1.44 moves R by under 4 percent. */
export const SKIN_INDEX = 1.4;

/** Names of the layers, top to bottom. */
export const LAYER_NAMES = [
  'stratum corneum',
  'viable epidermis',
  'papillary dermis',
  'upper vascular plexus',
  'reticular dermis',
  'deep vascular plexus',
  'subcutis',
] as const;

/** Name of a layer. */
export type LayerName = (typeof LAYER_NAMES)[number];

/**
 * Default thickness of each layer, mm.
 *
 * Layering after Meglinski & Matcher 2002, thickness for the scalp (epidermis 66 +- 14 um, dermis
 * 1.1 to 1.5 mm: Selcuk Med J histology, n = 180).
 */
export const DEFAULT_THICKNESSES_MM: readonly number[] = [
  0.015,
  0.065,
  0.15,
  0.08,
  1.1,
  0.1,
  Number.POSITIVE_INFINITY,
];

/** Optics of every layer of `skin` at one wavelength, top to bottom. */
export function layerOptics(skin: Skin, wavelengthNm: number): LayerOptics[] {
  const melanosome = melanosomePerMm(wavelengthNm, skin.pheomelaninShare);
  const baseline = BASELINE_SHARE * skin.baselineScale * baselinePerMm(wavelengthNm);
  const water = WATER_FRACTION * waterPerMm(wavelengthNm);
  const last = LAYERS.length - 1;
  return LAYERS.map((model, i) => {
    const own = skin.overrides[LAYER_NAMES[i]!] ?? {};
    const layer = { ...model, ...own };
    const melanin = own.melanin ?? (model.hasMelanin ? skin.melanosomeFraction : 0);
    const blood = own.blood ?? Math.min(1, model.bloodRatio * skin.bloodFraction);
    const bloodAbsorption =
      blood > 0 ? blood * bloodPerMm(wavelengthNm, skin.oxygenSaturation, layer.vesselRadiusMm) : 0;
    const mixed = bloodAbsorption + melanin * melanosome + (1 - blood - melanin) * baseline + water;
    const reduced = skin.scatteringScale * reducedScatteringPerMm(layer, wavelengthNm);
    return {
      absorptionPerMm: own.absorptionPerMm ?? mixed,
      scatteringPerMm: own.scatteringPerMm ?? reduced / (1 - layer.anisotropy),
      anisotropy: layer.anisotropy,
      thicknessMm: i === last ? Number.POSITIVE_INFINITY : skin.thicknessesMm[i]!,
    };
  });
}

// The NIST spectra want a third of the OMLC baseline, which was measured on neonatal skin.
const BASELINE_SHARE = 0.3;
const WATER_FRACTION = 0.65;

interface LayerModel {
  readonly anisotropy: number;
  /** Reduced scattering at 500 nm, 1/mm, its Rayleigh share and the exponent of the rest. */
  readonly reducedScattering500PerMm: number;
  readonly rayleighShare: number;
  readonly mieExponent: number;
  readonly hasMelanin: boolean;
  /** Blood relative to the papillary dermis. */
  readonly bloodRatio: number;
  readonly vesselRadiusMm: number;
}

const EPIDERMIS = { reducedScattering500PerMm: 7.25, rayleighShare: 0.175, mieExponent: 0.7 };
const DERMIS = {
  reducedScattering500PerMm: 5,
  rayleighShare: 0.25,
  mieExponent: 0.7,
  hasMelanin: false,
};
const FAT = {
  reducedScattering500PerMm: 2.1,
  rayleighShare: 0.17,
  mieExponent: 0.45,
  hasMelanin: false,
};
const BLOODLESS = { bloodRatio: 0, vesselRadiusMm: 0 };

// Scattering and baseline share were calibrated once to the class means of the NIST spectra
// (doi 10.18434/M38597), starting from Jacques 2013 tables 1 and 2; vessel radii are assumed.
const LAYERS: readonly LayerModel[] = [
  { ...EPIDERMIS, ...BLOODLESS, anisotropy: 0.9, hasMelanin: false },
  { ...EPIDERMIS, ...BLOODLESS, anisotropy: 0.85, hasMelanin: true },
  { ...DERMIS, anisotropy: 0.8, bloodRatio: 1, vesselRadiusMm: 0.004 },
  { ...DERMIS, anisotropy: 0.85, bloodRatio: 3, vesselRadiusMm: 0.01 },
  { ...DERMIS, anisotropy: 0.8, bloodRatio: 0.6, vesselRadiusMm: 0.008 },
  { ...DERMIS, anisotropy: 0.85, bloodRatio: 2, vesselRadiusMm: 0.02 },
  { ...FAT, anisotropy: 0.8, bloodRatio: 0.6, vesselRadiusMm: 0.01 },
];

// Two-term form of Jacques 2013, Phys. Med. Biol. 58:R37, eq. 2.
function reducedScatteringPerMm(layer: LayerModel, wavelengthNm: number): number {
  const ratio = wavelengthNm / 500;
  return (
    layer.reducedScattering500PerMm *
    (layer.rayleighShare * ratio ** -4 + (1 - layer.rayleighShare) * ratio ** -layer.mieExponent)
  );
}
