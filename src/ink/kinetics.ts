import type { Constant, Kinetics } from './kinetics-constants.ts';

/** Where the layers that matter to healing end, mm below the surface. */
export interface LayerBounds {
  /** Dermal-epidermal junction. */
  readonly epidermisMm: number;
  /** Bottom of the papillary dermis with its plexus. */
  readonly papillaryMm: number;
}

/** What the person and the pigment add to the constants. */
export interface LossOptions {
  /** Multiplies the papillary loss, as of temporary pigment. */
  readonly slowLossFactor?: number;
  /** Share of scar, 0 to 1. */
  readonly scar?: number;
  /** Black iron oxide has an extra loss. */
  readonly isIronBlack?: boolean;
}

/** Bounds of the default scalp. */
export const DEFAULT_BOUNDS: LayerBounds = { epidermisMm: 0.08, papillaryMm: 0.31 };

/** 5 percent left after 2.5 years, as temporary pigment is said to; relative to `papillaryLoss`. */
export const TEMPORARY_LOSS_FACTOR = 1.2 / 0.15;

/**
 * Share left of the pigment put at one depth, 0 to 1.
 *
 * @param zMm - Depth at placement.
 * @param ageDays - Since placement.
 */
export function binRemaining(
  kinetics: Kinetics,
  zMm: number,
  bounds: LayerBounds,
  ageDays: number,
  options: LossOptions = {},
): number {
  if (ageDays <= 0) return 1;
  const years = ageDays / DAYS_PER_YEAR;
  const iron = options.isIronBlack ? Math.exp(-kinetics.ironBlackLoss.value * years) : 1;
  if (zMm < bounds.epidermisMm) return iron * epidermal(kinetics, zMm, bounds, ageDays);
  const { exuded, soonGone, slowRate } = dermal(kinetics, zMm, bounds, ageDays, options);
  // Pigment that is about to leave by lymph has no time to be lost slowly as well.
  const mobile = kinetics.lymphShare.value - soonGone;
  const stored = (1 - kinetics.lymphShare.value) * Math.exp(-slowRate * years);
  return iron * (1 - exuded) * (mobile + stored);
}

/** Where the pigment put at one depth has gone, shares of it; with what is left they make 1. */
export interface Gone {
  /** Up and off with the epidermis. */
  readonly shed: number;
  /** Out of the open wound. */
  readonly exuded: number;
  /** Taken away by lymph in the first weeks. */
  readonly byLymph: number;
  /** The same over the years, as cells that hold it die. */
  readonly slowly: number;
  /** Black iron oxide that has turned into something else in the skin. */
  readonly turned: number;
}

/** The ways out, each by its own law, with the arguments of `binRemaining`. */
export function binGone(
  kinetics: Kinetics,
  zMm: number,
  bounds: LayerBounds,
  ageDays: number,
  options: LossOptions = {},
): Gone {
  if (ageDays <= 0) return { shed: 0, exuded: 0, byLymph: 0, slowly: 0, turned: 0 };
  const turns = options.isIronBlack
    ? -Math.expm1((-kinetics.ironBlackLoss.value * ageDays) / DAYS_PER_YEAR)
    : 0;
  if (zMm < bounds.epidermisMm) {
    const there = epidermal(kinetics, zMm, bounds, ageDays);
    return { shed: 1 - there, exuded: 0, byLymph: 0, slowly: 0, turned: turns * there };
  }
  const { exuded, soonGone, slowRate } = dermal(kinetics, zMm, bounds, ageDays, options);
  const share = kinetics.lymphShare.value;
  const years = ageDays / DAYS_PER_YEAR;
  const inside = 1 - exuded;
  const there = share - soonGone + (1 - share) * Math.exp(-slowRate * years);
  return {
    shed: 0,
    exuded,
    byLymph: inside * soonGone,
    slowly: -inside * (1 - share) * Math.expm1(-slowRate * years),
    turned: turns * inside * there,
  };
}

/** What happens below the epidermis: two shares that have left, and a rate per year. */
function dermal(
  kinetics: Kinetics,
  zMm: number,
  bounds: LayerBounds,
  ageDays: number,
  options: LossOptions,
) {
  const papillary = zMm < bounds.papillaryMm;
  const exuded =
    kinetics.exudateShare.value *
    (papillary ? 1 : kinetics.deepExudate.value) *
    -Math.expm1(-kinetics.exudateRate.value * ageDays);
  const soonGone = kinetics.lymphShare.value * -Math.expm1(-ageDays / kinetics.lymphTime.value);
  const sound = papillary
    ? kinetics.papillaryLoss.value * (options.slowLossFactor ?? 1)
    : kinetics.reticularLoss.value;
  // A scar has no papillary dermis, yet keeps less at every depth.
  const scarred = kinetics.papillaryLoss.value * kinetics.scarFactor.value;
  return { exuded, soonGone, slowRate: sound + (options.scar ?? 0) * (scarred - sound) };
}

/**
 * Lateral variance healing and years add to a dot, per axis, mm2.
 *
 * @param zMm - Depth at placement.
 */
export function spreadVarianceMm2(kinetics: Kinetics, zMm: number, ageDays: number): number {
  const age = Math.max(0, ageDays);
  const { blowOutShallow, blowOutDeep, blowOutTime, lateralShallow, lateralDeep } = kinetics;
  const deep = Math.min(1, Math.max(0, (zMm - 0.4) / (0.8 - 0.4)));
  const between = (shallow: Constant, far: Constant) =>
    shallow.value * (far.value / shallow.value) ** deep;
  const healed = -Math.expm1(-age / blowOutTime.value);
  const years = age / DAYS_PER_YEAR;
  return (
    between(blowOutShallow, blowOutDeep) * healed + 2 * between(lateralShallow, lateralDeep) * years
  );
}

/**
 * How much wider, squared, the open puncture is than the pigment it will leave: ink stands in a hole
 * that the needle holds open and in the crust on it, until both have closed.
 */
export function woundFactor(kinetics: Kinetics, ageDays: number): number {
  const open = Math.exp(-Math.max(0, ageDays) / kinetics.woundTime.value);
  return 1 + (kinetics.woundWidth.value ** 2 - 1) * open;
}

/** Mass absorption relative to fresh pigment: cells pack it into clumps that shade themselves. */
export function packagingFactor(kinetics: Kinetics, ageDays: number): number {
  const packed = kinetics.packedAbsorption.value;
  return packed + (1 - packed) * Math.exp(-Math.max(0, ageDays) / kinetics.packingTime.value);
}

/**
 * Where pigment put at `zMm` lies now: the epidermis carries it up, the dermis lets it sink.
 * What has reached the surface stays at 0 until it is counted as shed.
 */
export function depthAtAgeMm(
  kinetics: Kinetics,
  zMm: number,
  bounds: LayerBounds,
  ageDays: number,
): number {
  if (zMm >= bounds.epidermisMm) {
    return zMm + (kinetics.downwardDrift.value * ageDays) / DAYS_PER_YEAR;
  }
  const risePerDay = bounds.epidermisMm / kinetics.epidermalTurnover.value;
  return Math.max(0, zMm - risePerDay * ageDays);
}

const DAYS_PER_YEAR = 365.25;

// Four stages in series, so that shedding has a middle and a spread (Erlang 4). The way out is
// shorter for pigment that starts higher.
function epidermal(kinetics: Kinetics, zMm: number, bounds: LayerBounds, ageDays: number): number {
  const meanDays = kinetics.epidermalTurnover.value * Math.max(zMm / bounds.epidermisMm, 1e-3);
  const t = (4 / meanDays) * ageDays;
  return Math.exp(-t) * (1 + t + (t * t) / 2 + (t * t * t) / 6);
}
