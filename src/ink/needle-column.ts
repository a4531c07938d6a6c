import { deepWidth } from './column-bins.ts';
import type { DoseConstants } from './dose.ts';
import { parseNeedle, TAPERS } from './needles.ts';
import { type Draw, TAKEN } from './unknowns/table.ts';

/*
 * From a needle that stands out so far, led in some way, to a column in the skin of a place.
 * `shaders/lib/needle.wgsl` has the same for every dot.
 */

/**
 * How a depth is told: as where pigment ends, which a hand then finds on any skin, or as how far the
 * needle stands out, which on thin skin is deeper than on thick.
 */
export const DEPTH_TOLD = ['deposit', 'extension'] as const;
export type DepthTold = (typeof DEPTH_TOLD)[number];

/** Skin that deposit / extension is stated for: mid-scalp of a man, down to the fat, mm. */
export const REFERENCE_SKIN_MM = 1.6;

/** Of a needle's extension at least so much goes in. */
const LEAST_INTO = 0.02;

/** What the law rests on, see `src/ink/unknowns/needle.ts`. */
export type ReachConstants = Pick<
  Draw,
  'pressurePower' | 'skinTenting' | 'needleTenting' | 'scarTenting'
>;

/** How the needle is led, as the plan's technique has it. */
export interface NeedleSetting {
  readonly depthToldAs: DepthTold;
  /** Deposit depth as a share of extension, on skin of {@link REFERENCE_SKIN_MM} with three needles of 0.25 mm. */
  readonly extensionToDeposit: number;
  /** Relative to the hand the depth is for. */
  readonly pressure: number;
}

/** Skin of a place, as far as it decides how it gives way. */
export interface SkinOfPlace {
  /** Down to the fat, mm. */
  readonly skinBaseMm: number;
  /** Share of scar, 0 to 1. */
  readonly scar: number;
}

/** How much the skin gives way under this needle, relative to three of 0.25 mm. */
export function needleTent(code: string, taken: ReachConstants = TAKEN): number {
  const { diameterMm, count } = parseNeedle(code);
  return ((diameterMm * count) / 0.75) ** taken.needleTenting;
}

/**
 * Depth a needle reaches at a place as a multiple of the depth that was planned.
 *
 *     tented = (1 - share) * needle * (skin / 1.6 mm)^q * (1 + (scar factor - 1) * scar)
 *     factor = pressure^p * (1 - tented) / share
 *
 * Told as deposit depth, the hand makes up for skin and needle, and pressure alone remains.
 */
export function reachFactor(
  { depthToldAs, extensionToDeposit: share, pressure }: NeedleSetting,
  code: string,
  skin: SkinOfPlace,
  taken: ReachConstants = TAKEN,
): number {
  const pressed = pressure ** taken.pressurePower;
  if (depthToldAs === 'deposit') return pressed;
  const into = 1 - tentedShare({ extensionToDeposit: share }, code, skin, taken);
  // No further in than it stands out.
  return Math.min(pressed * (into / share), 1 / share);
}

/** Share of a needle's extension that the skin of a place gives way. */
export function tentedShare(
  { extensionToDeposit }: Pick<NeedleSetting, 'extensionToDeposit'>,
  code: string,
  { skinBaseMm, scar }: SkinOfPlace,
  taken: ReachConstants = TAKEN,
): number {
  const tented =
    (1 - extensionToDeposit) *
    needleTent(code, taken) *
    (skinBaseMm / REFERENCE_SKIN_MM) ** taken.skinTenting *
    (1 + (taken.scarTenting - 1) * scar);
  return Math.min(1 - LEAST_INTO, tented);
}

/** Ink of a dot relative to one of the usual time in the skin. */
export function dwellDose(dwell: number, { dwellPower }: Pick<Draw, 'dwellPower'> = TAKEN): number {
  return dwell ** dwellPower;
}

/** Ink that a needle's point lets go, relative to the long taper that most are sold with. */
export function taperFlow(code: string, { taperPower }: Pick<Draw, 'taperPower'> = TAKEN): number {
  const lengthOf = (name: string) => {
    const { minMm, maxMm } = TAPERS.find((taper) => taper.name === name)!;
    return (minMm + maxMm) / 2;
  };
  return (lengthOf(parseNeedle(code).taper) / lengthOf('long')) ** taperPower;
}

/** A hand at some hour of the day. */
export interface TiringHand {
  readonly depthSdMm: number;
  readonly tiringPerHour: number;
  readonly sinkPerHourMm: number;
}

/** Mean shift and spread of depth after so many hours, mm; `tiring` is the draw's. */
export function handAt(
  { depthSdMm, tiringPerHour, sinkPerHourMm }: TiringHand,
  hours: number,
  { tiring }: Pick<Draw, 'tiring'> = TAKEN,
): { readonly deeperMm: number; readonly depthSdMm: number } {
  return {
    deeperMm: sinkPerHourMm * tiring * hours,
    depthSdMm: depthSdMm * (1 + tiringPerHour * tiring * hours),
  };
}

/** Constants of the whole law. */
export type ColumnConstants = ReachConstants &
  DoseConstants &
  Pick<Draw, 'dwellPower' | 'taperPower' | 'tiring'>;

/** Radius of a column that a needle held aslant smears along the skin, mm: a line's variance beside the column's. */
export function slantedRadiusMm(radiusMm: number, reachMm: number, leanRad: number): number {
  if (leanRad === 0) return radiusMm;
  const along = reachMm * Math.sin(leanRad);
  return Math.sqrt(radiusMm * radiusMm + (along * along) / 6);
}

/** A hand strays no further than this from upright, radians. */
export const MOST_TILT_RAD = 1.2;

/** What is drawn for one dot: standard normals, an angle, and ink relative to the mean. */
export interface DotDraws {
  readonly depth: number;
  readonly tilt: number;
  readonly turnRad: number;
  readonly ink: number;
}

/** All that decides one column. */
export interface ColumnTask {
  /** Planned for upright needle and usual hand: `depositDepthMm`. */
  readonly plannedMm: number;
  /** Of zones, mm. */
  readonly offsetMm?: number;
  readonly reach: number;
  readonly hand: TiringHand & { readonly angleSdDeg: number };
  readonly hours: number;
  /** From upright, as it is held. */
  readonly leanRad: number;
  readonly radiusMm: number;
  readonly massUg: number;
}

/** One column of the law, just after the needle: twin of `shaders/deposit/deposit.wgsl`. */
export function placedColumn(
  { plannedMm, offsetMm = 0, reach, hand, hours, leanRad, radiusMm, massUg }: ColumnTask,
  draws: DotDraws,
  taken: Pick<Draw, 'tiring' | 'deepWidening'> = TAKEN,
): { readonly depthMm: number; readonly radiusMm: number; readonly massUg: number } {
  const now = handAt(hand, hours, taken);
  const wider = 1 + hand.tiringPerHour * taken.tiring * hours;
  const reachMm =
    plannedMm * reach + offsetMm + now.deeperMm + draws.depth * hand.depthSdMm * wider;
  const strayRad = (Math.abs(draws.tilt) * hand.angleSdDeg * wider * Math.PI) / 180;
  const tiltRad = Math.min(
    MOST_TILT_RAD,
    Math.hypot(leanRad + strayRad * Math.cos(draws.turnRad), strayRad * Math.sin(draws.turnRad)),
  );
  const depthMm = Math.max(0.01, reachMm * Math.cos(tiltRad));
  const wide = radiusMm * deepWidth(depthMm, taken.deepWidening) * draws.ink ** 0.25;
  return {
    depthMm,
    radiusMm: slantedRadiusMm(wide, reachMm, leanRad),
    massUg: massUg * draws.ink,
  };
}
