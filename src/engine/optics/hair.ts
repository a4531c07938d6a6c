import { BANDS_NM } from '../../color/bands.ts';
import type { Plan } from '../../plan/schema.ts';

type Hair = Plan['hair'];

/**
 * Absorption inside a shaft at 500 nm, 1/mm, and how fast it falls with wavelength (power law).
 * Assumed: order of magnitude of melanin in hair; no measurement of scalp stubble was found.
 */
const SHAFT: Readonly<Record<Hair['colour'], readonly [perMm: number, power: number]>> = {
  black: [60, 2],
  brown: [28, 3],
  red: [12, 5],
  blond: [4, 4],
  grey: [1.2, 1],
};

/** Reflectance of hair above the skin at the six bands. Assumed, from the usual colour names. */
export const HAIR_REFLECTANCE: Readonly<Record<Hair['colour'], readonly number[]>> = {
  black: [0.025, 0.025, 0.025, 0.026, 0.028, 0.03],
  brown: [0.03, 0.032, 0.04, 0.05, 0.065, 0.08],
  blond: [0.12, 0.15, 0.21, 0.26, 0.32, 0.36],
  red: [0.04, 0.05, 0.075, 0.11, 0.19, 0.24],
  grey: [0.3, 0.32, 0.34, 0.35, 0.36, 0.37],
};

/** Hairs of a follicular unit (J. Soc. Cosmet. Chem. 28:222: 2.4 fibres a site). */
const HAIRS_PER_UNIT = 2.4;

/**
 * How deep shafts reach, mm: terminal follicles to 4 to 7 mm (one source). What lies deeper takes a
 * fortieth more of the red light, nothing of the other bands.
 */
const SHAFT_DEPTH_MM = 4;

/** Share of its length that leaning stubble covers when seen from above. Assumed. */
const LEAN = 0.5;

/**
 * Stubble up to the first length, mm, is a spot on the skin; from the second on it is drawn as strands
 * (`src/view/hair`), and the spot is gone. Between both share it.
 */
const SPOT_MM = [0.3, 0.5] as const;

/** Share of what stubble covers that its spot on the skin shows; strands show the rest. */
export function spotShare({ cut, stubbleMm }: Pick<Hair, 'cut' | 'stubbleMm'>): number {
  if (cut.kind === 'long') return 0;
  const [from, to] = SPOT_MM;
  return Math.min(1, Math.max(0, (to - stubbleMm) / (to - from)));
}

/** What a shaved follicular unit does to light. */
export interface Follicle {
  /** Of the bundle of shafts. */
  readonly radiusMm: number;
  readonly depthMm: number;
  readonly absorptionPerMm: readonly number[];
  /** Of the spot that the hair above the skin covers. */
  readonly stubbleRadiusMm: number;
  /** 1 - R/R0 over that spot by band. */
  readonly stubbleDark: readonly number[];
}

/**
 * The follicle of a plan's hair on skin of that reflectance.
 *
 * @param greyed - Share of hairs that turned grey since the plan was made.
 */
export function follicle(
  { colour, shaftUm, stubbleMm, cut }: Hair,
  bareReflectance: ArrayLike<number>,
  greyed = 0,
): Follicle {
  const shaftMm = shaftUm / 1000;
  const bundleMm2 = HAIRS_PER_UNIT * Math.PI * (shaftMm / 2) ** 2;
  const spotMm = Math.min(stubbleMm, SPOT_MM[1]);
  const coveredMm2 = bundleMm2 + HAIRS_PER_UNIT * shaftMm * LEAN * spotMm;
  const shown = Math.min(1, stubbleMm / 0.1) * spotShare({ cut, stubbleMm });
  return {
    radiusMm: Math.sqrt(bundleMm2 / Math.PI),
    depthMm: SHAFT_DEPTH_MM,
    absorptionPerMm: BANDS_NM.map(
      (nm) => (1 - greyed) * shaftPerMm(colour, nm) + greyed * shaftPerMm('grey', nm),
    ),
    stubbleRadiusMm: Math.sqrt(coveredMm2 / Math.PI),
    stubbleDark: HAIR_REFLECTANCE[colour].map(
      (hair, band) =>
        shown *
        Math.max(
          0,
          1 -
            ((1 - greyed) * hair + greyed * HAIR_REFLECTANCE.grey[band]!) / bareReflectance[band]!,
        ),
    ),
  };
}

function shaftPerMm(colour: Hair['colour'], nm: number): number {
  const [perMm, power] = SHAFT[colour];
  return perMm * (500 / nm) ** power;
}
