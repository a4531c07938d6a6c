import {
  binRemaining,
  type LayerBounds,
  type LossOptions,
  packagingFactor,
  spreadVarianceMm2,
  woundFactor,
} from './kinetics.ts';
import type { Kinetics } from './kinetics-constants.ts';
import { TAKEN } from './unknowns/table.ts';

/*
 * How the pigment of one dot lies over the depth of its column: bins that end where the layers of the
 * skin end, so that all pigment of a bin has one fate. `shaders/lib/bins.wgsl` has the same.
 */

/*
 * Where bins of the epidermis end, in shares of what is shed by then on the way to the surface: pigment
 * goes from next to nothing to all of it there, and an opaque dot begins where the first of it is.
 */
const FRONT = [0.4, 0.8, 1.5];
const EPIDERMAL = FRONT.length + 1;
const PAPILLARY = 3;
const RETICULAR = 3;

/** Depth bins of a column. */
export const BINS = EPIDERMAL + PAPILLARY + RETICULAR;

/**
 * Borders of the bins of a column of that depth, mm: one more than bins; bins it does not reach are empty.
 *
 * @param shed - Age in times that a cell takes from the foot of the epidermis to the surface.
 */
export function binEdgesMm(depthMm: number, bounds: LayerBounds, shed: number): number[] {
  const epidermis = Math.min(bounds.epidermisMm, depthMm);
  const papillary = Math.min(depthMm, Math.max(epidermis, bounds.papillaryMm));
  const steps = (from: number, to: number, count: number) =>
    Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 1)) / count);
  return [
    0,
    ...FRONT.map((share, i) =>
      Math.min((epidermis * (i + 1)) / EPIDERMAL, share * Math.max(0, shed) * bounds.epidermisMm),
    ),
    epidermis,
    ...steps(epidermis, papillary, PAPILLARY),
    ...steps(papillary, depthMm, RETICULAR),
  ];
}

/** Share of a column's mass between two depths, as shares of its own, for a hand that presses `tip`. */
export function shareBetween(top: number, end: number, tip: number): number {
  return (1 - tip) * (end - top) + tip * (end ** 4 - top ** 4);
}

/**
 * How much wider a column is for its depth, than one of 0.4 mm, down to 1.6 mm.
 *
 * @param deepWidening - For each 0.1 mm.
 */
export function deepWidth(depthMm: number, deepWidening = TAKEN.deepWidening): number {
  return 1 + deepWidening * Math.min(12, Math.max(0, (depthMm - 0.4) / 0.1));
}

/** What a needle left of one dot. */
export interface FreshColumn {
  readonly depthMm: number;
  readonly radiusMm: number;
  readonly massUg: number;
  /** From even, 0, to all at the tip, 1. */
  readonly tip: number;
}

/** What is left of it. */
export interface HealedColumn {
  readonly radiusMm: number;
  readonly edgesMm: readonly number[];
  /** In each bin, ug. */
  readonly massUg: readonly number[];
  /** Of the fresh mass absorption. */
  readonly packing: number;
}

/** A column at an age: what `shaders/heal/heal.wgsl` works out for every dot. */
export function healedColumn(
  fresh: FreshColumn,
  kinetics: Kinetics,
  bounds: LayerBounds,
  ageDays: number,
  options: LossOptions = {},
): HealedColumn {
  const { depthMm, tip } = fresh;
  const edgesMm = binEdgesMm(depthMm, bounds, ageDays / kinetics.epidermalTurnover.value);
  let [left, moment] = [0, 0];
  const massUg = Array.from({ length: BINS }, (_, bin) => {
    const [topMm, endMm] = [edgesMm[bin]!, edgesMm[bin + 1]!];
    const middleMm = (topMm + endMm) / 2;
    const share = shareBetween(topMm / depthMm, endMm / depthMm, tip);
    const mass = fresh.massUg * share * binRemaining(kinetics, middleMm, bounds, ageDays, options);
    left += mass;
    moment += mass * middleMm;
    return mass;
  });
  // Ink spreads below a deep puncture; the hole and its crust stay those of the needle.
  const holeMm = fresh.radiusMm / deepWidth(depthMm);
  const varianceMm2 =
    (fresh.radiusMm ** 2 + holeMm ** 2 * (woundFactor(kinetics, ageDays) - 1)) / 4 +
    spreadVarianceMm2(kinetics, left > 0 ? moment / left : 0, ageDays);
  const sunkMm = (kinetics.downwardDrift.value * ageDays) / 365.25;
  return {
    radiusMm: 2 * Math.sqrt(varianceMm2),
    edgesMm: edgesMm.map((edge) => edge + sunkMm),
    massUg,
    packing: packagingFactor(kinetics, ageDays),
  };
}
