import type { PigmentKind } from './pigments.ts';
import type { Standing } from './standing.ts';
import { quantile, type Shape } from './unknowns/shapes.ts';
import { triangle, within } from './unknowns/unknown.ts';

/*
 * Taking pigment out again. A pass of a Q-switched or picosecond laser breaks the pigment it reaches, and the
 * body carries off what is broken: the more, the more the pigment absorbs at that wavelength, the less
 * deep it lies and the less of itself stands before it. Saline lifts what lies near the surface,
 * whatever it absorbs.
 */

export const REMOVAL_WAYS = ['laser-1064', 'laser-532', 'saline'] as const;
export type RemovalWay = (typeof REMOVAL_WAYS)[number];

/** A constant of removal, how it may lie, and where it comes from. */
interface RemovalConstant {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly shape: Shape;
  readonly standing: Standing;
  readonly source: string;
}

const row = (
  what: string,
  value: number,
  unit: string,
  shape: Shape,
  standing: Standing,
  source: string,
): RemovalConstant => ({ what, value, unit, shape, standing, source });

/** Constants of removal; none but the first was ever measured on scalps. */
export const REMOVAL = {
  clearedAPass: row(
    'Cleared by a pass of 1064 nm: thin carbon, 0.3 mm deep',
    0.6,
    '1',
    triangle([0.4, 0.6, 0.8]),
    'derived',
    'Scalps clear in 1 to 3 passes (Wu 2020, PMID 33289086, n = 4), by the trade in 4 to 7',
  ),
  reach1064Mm: row(
    'Depth over which 1064 nm falls to a third',
    1.5,
    'mm',
    within(1.5, 1.5),
    'assumed',
    'Near infrared goes 2 to 3 mm deep in skin; a pass works only where much of it is left',
  ),
  reach532Mm: row(
    'Depth over which 532 nm falls to a third',
    0.5,
    'mm',
    within(0.5, 1.5),
    'assumed',
    'Green light reaches 0.4 to 0.7 mm into skin',
  ),
  salineAPass: row(
    'Lifted by a pass of saline, 0.3 mm deep',
    0.2,
    '1',
    triangle([0.05, 0.2, 0.35]),
    'assumed',
    'Trade: 3 to 6 passes lighten; no measurement found',
  ),
  salineReachMm: row(
    'Depth over which saline falls to a third',
    0.3,
    'mm',
    within(0.3, 1.5),
    'assumed',
    'It is worked in as deep as a needle goes; what lies deeper stays (trade)',
  ),
  folliclesAPass: row(
    'Share of hairs hurt by a pass',
    0.005,
    '1',
    within(0.005, 4),
    'assumed',
    'Short pulses spare most hair, some turns white or thin; no count was found',
  ),
} as const satisfies Readonly<Record<string, RemovalConstant>>;

export type RemovalName = keyof typeof REMOVAL;

/** One way the constants may be. */
export type RemovalDraw = Readonly<Record<RemovalName, number>>;

/** The constants at these shares of their shapes, in the order of {@link REMOVAL}. */
export function removalAt(shares: readonly number[]): RemovalDraw {
  const names = Object.keys(REMOVAL) as RemovalName[];
  return Object.fromEntries(
    names.map((name, i) => [name, quantile(REMOVAL[name].shape, shares[i]!)]),
  ) as RemovalDraw;
}

/**
 * Absorption at a laser's wavelength, m2/g. Carbon: 7.5 at 550 nm, falling as 1 / wavelength (Bond &
 * Bergstrom 2006). Iron oxides at 532 nm as at the band beside it (Mie theory, Querry 1985); at 1064 nm
 * assumed: magnetite keeps its charge-transfer band, red and yellow have none.
 */
const ABSORPTION: Readonly<Record<PigmentKind, readonly [nm1064: number, nm532: number]>> = {
  'carbon-black': [3.9, 7.8],
  'carbon-black-agglomerated': [1.1, 1.1],
  'iron-oxide-black': [0.6, 0.6],
  'iron-oxide-red': [0.05, 2.3],
  'iron-oxide-yellow': [0.03, 0.4],
  'iron-oxide-brown': [0.24, 1.14],
  'titanium-dioxide': [0, 0],
};

/** What a pass is relative to. */
const [CARBON_1064] = ABSORPTION['carbon-black'];
const UPPER_MM = 0.3;

/** Pigment that a laser may turn darker: reduced iron oxide, and white that goes grey. */
export function mayDarken(kind: PigmentKind): boolean {
  // Anderson 1993, Arch. Dermatol. 129:1010: red, brown and skin-toned inks blackened at once.
  return /red|brown|yellow|titanium/.test(kind);
}

/** A slice of pigment as a pass finds it. */
export interface RemovalSlice {
  readonly depthMm: number;
  /** Optical depth of the pigment in front of it and beside it, at the laser's wavelength. */
  readonly shade: number;
}

/** Absorption of a pigment for a way of removal, m2/g; for saline there is none to speak of. */
export function removalAbsorption(way: RemovalWay, kind: PigmentKind): number {
  if (way === 'saline') return 0;
  return ABSORPTION[kind][way === 'laser-1064' ? 0 : 1];
}

/** Share of a slice's pigment that one pass takes away, 0 to 1. */
export function clearedShare(
  way: RemovalWay,
  kind: PigmentKind,
  { depthMm, shade }: RemovalSlice,
  draw: RemovalDraw,
): number {
  const deeperMm = Math.max(0, depthMm - UPPER_MM);
  if (way === 'saline') return draw.salineAPass * Math.exp(-deeperMm / draw.salineReachMm);
  const reachMm = way === 'laser-1064' ? draw.reach1064Mm : draw.reach532Mm;
  const strength = Math.min(2, removalAbsorption(way, kind) / CARBON_1064);
  // A slice in the middle of dense pigment is lit by what the rest leaves.
  const lit = shade > 1e-6 ? -Math.expm1(-shade) / shade : 1;
  return 1 - (1 - draw.clearedAPass) ** (strength * lit * Math.exp(-deeperMm / reachMm));
}
