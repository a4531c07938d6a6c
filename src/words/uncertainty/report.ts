import type { Band } from '../../base/band.ts';
import { say } from '../../base/language/say.ts';
import { LIMITS_SHORT } from '../../base/limits.ts';
import { namesOf, recordOf } from '../../base/records.ts';
import {
  agedBands,
  DUE_SHARE,
  touchUpBand,
  weightiest,
  workBands,
} from '../../engine/ensemble/bands.ts';
import type { AgedQuantity, Ensemble, WorkQuantity } from '../../engine/ensemble/ensemble.ts';
import { UNKNOWNS, type UnknownName } from '../../ink/unknowns/table.ts';
import type { Plan } from '../../plan/schema.ts';
import { AGED_WORDS, WORK_WORDS } from './quantities.ts';

/** Which unknowns an answer hangs on, the weightiest first. */
export interface Tornado {
  readonly quantity: AgedQuantity;
  readonly ageDays: number;
  readonly unknowns: readonly {
    readonly name: UnknownName;
    readonly what: string;
    /** First-order share of the variance, 0 to 1, and one standard error of it. */
    readonly share: number;
    readonly error: number;
    readonly more: 'raises' | 'lowers';
  }[];
}

/** How sure the numbers of a plan are: what the command prints. */
export interface UncertaintyReport {
  readonly title: string;
  readonly seed: number;
  readonly members: number;
  /** Of the plan's own, that stand for all. */
  readonly dots: number;
  readonly agesDays: readonly number[];
  readonly bands: Readonly<
    Record<
      AgedQuantity,
      { readonly unit: string } & Readonly<Record<keyof Band, readonly number[]>>
    >
  >;
  readonly work: Readonly<Record<WorkQuantity, Band & { readonly unit: string }>>;
  /** When a dot's contrast falls below a share of what it was once healed; null past the last age. */
  readonly touchUp: {
    readonly belowShareOfHealed: number;
    readonly days: { readonly [K in keyof Band]: number | null };
  };
  readonly tornado: readonly Tornado[];
  readonly limits: string;
}

/** Answers whose unknowns are told: healed, and after four years. */
const ASKED: readonly (readonly [AgedQuantity, number])[] = [
  ['contrastDot', 30],
  ['deltaE2000', 30],
  ['contrastDot', 1461],
  ['widthMm', 1461],
];

/** Most unknowns named in an answer's list. */
const NAMED = 8;

/** Bands of everything, and which unknowns they come from. */
export function uncertaintyReport(ensemble: Ensemble, plan: Plan): UncertaintyReport {
  const aged = agedBands(ensemble);
  const work = workBands(ensemble);
  return {
    title: plan.title,
    seed: ensemble.seed,
    members: ensemble.members.length,
    dots: ensemble.dots,
    agesDays: ensemble.agesDays,
    bands: recordOf(namesOf(AGED_WORDS), (name) => {
      const { unit, digits } = AGED_WORDS[name];
      const at = (of: keyof Band) => aged[name].map((band) => rounded(band[of], digits));
      return { unit, p10: at('p10'), p50: at('p50'), p90: at('p90') };
    }),
    work: recordOf(namesOf(WORK_WORDS), (name) => {
      const { unit, digits } = WORK_WORDS[name];
      const { p10, p50, p90 } = work[name];
      return {
        unit,
        ...{ p10: rounded(p10, digits), p50: rounded(p50, digits), p90: rounded(p90, digits) },
      };
    }),
    touchUp: { belowShareOfHealed: DUE_SHARE, days: dueDays(ensemble) },
    tornado: ASKED.map(([quantity, days]) => tornadoOf(ensemble, quantity, days)),
    limits: say(
      '{limits} One in ten lies below a band and one in ten above, if the ranges of docs/uncertainty.md hold; nobody measured them.',
      { limits: say(LIMITS_SHORT) },
    ),
  };
}

/** The weightiest unknowns at the age of the ensemble that is nearest. */
export function tornadoOf(ensemble: Ensemble, quantity: AgedQuantity, days: number): Tornado {
  const { agesDays } = ensemble;
  const off = agesDays.map((age) => Math.abs(age - days));
  const age = off.indexOf(Math.min(...off));
  return {
    quantity,
    ageDays: agesDays[age]!,
    unknowns: weightiest(ensemble, quantity, age)
      .slice(0, NAMED)
      .map(({ name, share, error, rises }) => ({
        name,
        what: UNKNOWNS[name].what,
        share: rounded(share, 3),
        error: rounded(error, 3),
        more: rises ? 'raises' : 'lowers',
      })),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function dueDays(ensemble: Ensemble): { readonly [K in keyof Band]: number | null } {
  const { p10, p50, p90 } = touchUpBand(ensemble);
  const whole = (days: number) => (Number.isFinite(days) ? Math.round(days) : null);
  return { p10: whole(p10), p50: whole(p50), p90: whole(p90) };
}
