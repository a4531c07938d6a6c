import { firstOrder, type Sensitivity } from '../../ink/unknowns/sensitivity.ts';
import { UNKNOWN_NAMES, type UnknownName } from '../../ink/unknowns/table.ts';
import {
  AGED_QUANTITIES,
  type AgedQuantity,
  type Ensemble,
  WORK_QUANTITIES,
  type WorkQuantity,
} from './ensemble.ts';

/** What one in ten members stays below, the middle one, and what one in ten exceeds. */
export interface Band {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** The band of each quantity, by age in the order of the ensemble's. */
export function agedBands(ensemble: Ensemble): Readonly<Record<AgedQuantity, readonly Band[]>> {
  return Object.fromEntries(
    AGED_QUANTITIES.map((name) => [
      name,
      ensemble.agesDays.map((_, age) =>
        bandOf(ensemble.members.map(({ aged }) => aged[name][age]!)),
      ),
    ]),
  ) as Record<AgedQuantity, Band[]>;
}

/** The band of what does not change with age. */
export function workBands({ members }: Ensemble): Readonly<Record<WorkQuantity, Band>> {
  return Object.fromEntries(
    WORK_QUANTITIES.map((name) => [name, bandOf(members.map(({ work }) => work[name]))]),
  ) as Record<WorkQuantity, Band>;
}

/** Which unknown an answer hangs on: that of an aged quantity at one of the ensemble's ages. */
export function weightiest(
  { shares, members }: Ensemble,
  quantity: AgedQuantity,
  age: number,
): (Sensitivity & { readonly name: UnknownName })[] {
  const answers = members.map(({ aged }) => aged[quantity][age]!);
  return firstOrder(shares, answers)
    .map((sensitivity, i) => ({ name: UNKNOWN_NAMES[i]!, ...sensitivity }))
    .sort((a, b) => b.share - a.share);
}

/** Tenth, middle and ninth of ten, straight between the two nearest. */
export function bandOf(values: readonly number[]): Band {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    const next = sorted[Math.min(sorted.length - 1, low + 1)]!;
    return sorted[low]! + (place - low) * (next - sorted[low]!);
  };
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}
