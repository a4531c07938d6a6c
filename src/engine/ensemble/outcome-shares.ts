import { bandOf } from '../../base/band.ts';
import { healingAt } from '../../ink/kinetics-constants.ts';
import { TAKEN } from '../../ink/unknowns/table.ts';
import type { Simulator } from '../simulator.ts';
import { ensembleOf, membersOf } from './ensemble.ts';

/** From when healing is done, the first of the ages that courses are compared at, days. */
const AGES_DAYS = [30, 90, 365, 1096, 1826, 3652] as const;

/** Shares that are tried. */
const TRIED = Array.from({ length: 101 }, (_, i) => i / 100);

/** How well one set of constants stands for a tenth of an ensemble. */
export interface OutcomeFit {
  /** Where on the way from unkind, 0, to kind, 1, all constants of healing are. */
  readonly share: number;
  /** Root mean square of the contrast it is off, over the ages. */
  readonly offRms: number;
}

/**
 * Which constants have a dot take the course of contrast that one in ten members, half, and nine in ten
 * stay below, where healing alone is drawn. All constants go together, each at the same share of its
 * shape, so the answer has one number and every constant stays likely.
 */
export async function outcomeShares(
  simulator: Simulator,
  options: { readonly members?: number; readonly dots?: number; readonly seed?: number } = {},
): Promise<Record<'poor' | 'middle' | 'best', OutcomeFit> & { readonly takenOffRms: number }> {
  const agesDays = [...AGES_DAYS];
  const { dots = 64 } = options;
  const drawn = (group: string) => group === 'healing';
  const ensemble = await ensembleOf(simulator, { ...options, agesDays, drawn });
  const bands = agesDays.map((_, age) =>
    bandOf(ensemble.members.map(({ aged }) => aged.contrastDot[age]!)),
  );
  const draws = [TAKEN, ...TRIED.map((share) => ({ ...TAKEN, ...healingAt(share) }))];
  const { members } = await membersOf(simulator, draws, { dots, agesDays });
  const off = (member: number, of: 'p10' | 'p50' | 'p90') => {
    const course = members[member]!.aged.contrastDot;
    const squares = bands.map((band, age) => (course[age]! - band[of]) ** 2);
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / bands.length);
  };
  const nearest = (of: 'p10' | 'p50' | 'p90'): OutcomeFit =>
    TRIED.map((share, i) => ({ share, offRms: off(i + 1, of) })).reduce((best, one) =>
      one.offRms < best.offRms ? one : best,
    );
  return {
    poor: nearest('p10'),
    middle: nearest('p50'),
    best: nearest('p90'),
    takenOffRms: off(0, 'p50'),
  };
}
