import { type Band, bandOf } from '../../base/band.ts';
import { firstOrder, type Sensitivity } from '../../ink/unknowns/sensitivity.ts';
import { UNKNOWN_NAMES, type UnknownName } from '../../ink/unknowns/table.ts';
import {
  AGED_QUANTITIES,
  type AgedQuantity,
  type Ensemble,
  WORK_QUANTITIES,
  type WorkQuantity,
} from './ensemble.ts';

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

/** A touch-up is due once a dot has less than this share of its healed contrast. Assumed. */
export const DUE_SHARE = 0.6;

/** From then on a dot counts as healed, days. */
const HEALED_DAYS = 60;

/**
 * Days after the last session on which a touch-up falls due: infinite for members whose dots still have
 * their share at the last of the ages.
 */
export function touchUpBand({ agesDays, members }: Ensemble): Band {
  const healed = Math.max(
    0,
    agesDays.findIndex((age) => age >= HEALED_DAYS),
  );
  return bandOf(
    members.map(({ aged: { contrastDot } }) => {
      const wanted = DUE_SHARE * contrastDot[healed]!;
      const due = contrastDot.findIndex((value, age) => age > healed && value < wanted);
      if (due < 0) return Number.POSITIVE_INFINITY;
      const [before, after] = [contrastDot[due - 1]!, contrastDot[due]!];
      const part = (before - wanted) / (before - after);
      return agesDays[due - 1]! + part * (agesDays[due]! - agesDays[due - 1]!);
    }),
  );
}
