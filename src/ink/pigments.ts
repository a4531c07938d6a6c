import { BAND_COUNT } from '../color/bands.ts';

/** Pigments whose optics are known. */
export type PigmentKind =
  | 'carbon-black'
  | 'carbon-black-agglomerated'
  | 'iron-oxide-black'
  | 'iron-oxide-red'
  | 'iron-oxide-yellow'
  | 'iron-oxide-brown'
  | 'titanium-dioxide';

/** What one kind of pigment powder does to light. */
export interface Pigment {
  /** Mass absorption coefficient at the six bands, m2/g, as injected. */
  readonly massAbsorption: readonly number[];
  readonly densityGPerCm3: number;
  /** Whether the black part is iron oxide, which is lost faster over the years. */
  readonly hasIronBlack: boolean;
  /** Scattering at 550 nm, m2/g: the fast optics ignore it, so a large value is a warning. */
  readonly massScattering550: number;
}

/** Shares of a brown, by mass. Assumed. */
const BROWN_OF = { black: 0.35, red: 0.35, yellow: 0.3 } as const;

// By band, m2/g: Fe3O4 (CI 77499) 200 nm, Fe2O3 (CI 77491) 150 nm, FeOOH (CI 77492) 200 nm.
const BLACK = [0.3781, 0.3151, 0.5351, 0.6282, 0.698, 0.7089];
const RED = [3.134, 2.99, 2.565, 2.216, 1.24, 0.5255];
const YELLOW = [1.496, 1.088, 0.6717, 0.3634, 0.2099, 0.1817];

/**
 * Properties of each kind.
 *
 * Carbon: 7.5 m2/g at 550 nm, falling as 1/wavelength (Bond & Bergstrom 2006; exponent 1.03 +-
 * 0.09, You 2016). Clumps of 1 um, as cells store it: Mie theory with 1.95 - 0.79i, grey and seven
 * times weaker. Iron oxides: Mie theory in tissue (n = 1.38) with the indices of Querry 1985;
 * yellow's absorption index and the brown mixture are assumed. Titanium dioxide (rutile, 250 nm,
 * index of Devore 1951) only scatters. Densities: handbook.
 */
export const PIGMENTS: Readonly<Record<PigmentKind, Pigment>> = {
  'carbon-black': {
    massAbsorption: [9.821, 9.167, 8.25, 7.639, 6.992, 6.548],
    densityGPerCm3: 1.8,
    hasIronBlack: false,
    massScattering550: 0.1,
  },
  'carbon-black-agglomerated': {
    massAbsorption: [1.061, 1.075, 1.097, 1.113, 1.132, 1.147],
    densityGPerCm3: 1.8,
    hasIronBlack: false,
    massScattering550: 1.1,
  },
  'iron-oxide-black': {
    massAbsorption: BLACK,
    densityGPerCm3: 5.18,
    hasIronBlack: true,
    massScattering550: 1.9,
  },
  'iron-oxide-red': {
    massAbsorption: RED,
    densityGPerCm3: 5.26,
    hasIronBlack: false,
    massScattering550: 2.4,
  },
  'iron-oxide-yellow': {
    massAbsorption: YELLOW,
    densityGPerCm3: 4.28,
    hasIronBlack: false,
    massScattering550: 2.7,
  },
  'iron-oxide-brown': {
    massAbsorption: BLACK.map(
      (black, i) => BROWN_OF.black * black + BROWN_OF.red * RED[i]! + BROWN_OF.yellow * YELLOW[i]!,
    ),
    densityGPerCm3: 1 / (0.35 / 5.18 + 0.35 / 5.26 + 0.3 / 4.28),
    hasIronBlack: true,
    massScattering550: 0.35 * 1.9 + 0.35 * 2.4 + 0.3 * 2.7,
  },
  'titanium-dioxide': {
    massAbsorption: [0, 0, 0, 0, 0, 0],
    densityGPerCm3: 4.23,
    hasIronBlack: false,
    massScattering550: 5.3,
  },
};

/** Every kind there is. */
export const PIGMENT_KINDS = Object.keys(PIGMENTS) as readonly PigmentKind[];

/**
 * What is left of a pigment's mass absorption where its black goes on its own, m2/g of what was put in:
 * brown turns orange, black pales, carbon stays. The red and yellow of a brown do not fade.
 *
 * @param blackLossPerYear - Of black iron oxide.
 */
export function driftedAbsorption(
  kind: PigmentKind,
  blackLossPerYear: number,
  years: number,
): readonly number[] {
  const { massAbsorption, hasIronBlack } = PIGMENTS[kind];
  if (!hasIronBlack) return massAbsorption;
  const black = kind === 'iron-oxide-brown' ? BROWN_OF.black : 1;
  const lost = -Math.expm1(-blackLossPerYear * years);
  return massAbsorption.map((whole, band) => whole - black * lost * BLACK[band]!);
}

/**
 * Absorption inside a deposit at the six bands, 1/mm.
 *
 * @param massPerVolume - Pigment in the deposit, g/cm3.
 * @param packing - Share of the mass absorption left by clumping, see `packagingFactor`.
 */
export function pigmentAbsorptionPerMm(
  kind: PigmentKind,
  massPerVolume: number,
  packing = 1,
): Float64Array {
  const { massAbsorption } = PIGMENTS[kind];
  const out = new Float64Array(BAND_COUNT);
  // 1 m2/g at 1 g/cm3 is 1e4 per cm, 1e3 per mm.
  for (let i = 0; i < BAND_COUNT; i++) out[i] = 1e3 * massAbsorption[i]! * massPerVolume * packing;
  return out;
}
