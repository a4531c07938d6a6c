import { DotworkError } from '../base/errors.ts';
import { shortNumber } from '../base/language/formats.ts';
import { say } from '../base/language/say.ts';
import { withinSentence } from '../base/language/within-sentence.ts';
import { LIMITS_SHORT } from '../base/limits.ts';
import { afterSession, beforeSession, HEALED_DAYS } from '../plan/moments.ts';
import { ageWords, OUTCOME_WORDS } from '../plan/remarks/scene-words.ts';
import type { Plan } from '../plan/schema.ts';

export type Outcome = Plan['healing']['outcome'];

/** What is set beside each other. */
export interface Sides {
  /** Days after the last session. */
  readonly agesDays: readonly number[];
  readonly outcomes: readonly Outcome[];
  /** Whether the head before treatment comes first. */
  readonly before: boolean;
}

/** One picture of several. */
export interface Variant {
  readonly plan: Plan;
  readonly isBefore: boolean;
}

/** Pictures to be compared, with the words around them. */
export interface VariantGrid {
  readonly title: string;
  /** Below the title. */
  readonly about: string;
  readonly columns: readonly string[];
  /** Empty where there is but one row. */
  readonly rows: readonly string[];
  /** Row by row. */
  readonly cells: readonly Variant[];
  readonly limits: string;
}

/** Most plans beside each other: more are too small to be judged. */
export const MOST_PLANS = 4;

/**
 * One plan through time, a row for each outcome; or two to four plans, a row for each age. Where no
 * session is done yet, all are taken as done, and that is said.
 */
export function variantGrid(plans: readonly Plan[], sides: Sides): VariantGrid {
  const [first, second] = plans;
  if (!first || plans.length > MOST_PLANS) {
    throw new DotworkError(
      'usage',
      say('{plans} plans cannot be set beside each other.', { plans: plans.length }),
      say('Name one plan, or two to {most}.', { most: MOST_PLANS }),
    );
  }
  if (second && sides.outcomes.length > 1) {
    throw new DotworkError(
      'usage',
      say('Several plans and several outcomes make one grid too many.'),
      say('Name one outcome, or one plan.'),
    );
  }
  return second ? plansBeside(plans, sides) : throughTime(first, sides);
}

/**
 * The treatment session by session, a row each: as the client comes for it, on the day, a week on,
 * and healed as if nothing followed.
 */
export function sessionGrid(plan: Plan): VariantGrid {
  const moments = [0, 7, HEALED_DAYS];
  const numbers = plan.sessions.map((_, i) => i + 1);
  const cell = (shown: Plan): Variant => ({ plan: shown, isBefore: shown.sessionsDone === 0 });
  return {
    title: plan.title,
    about: about([{ ...plan, sessionsDone: plan.sessions.length }], say('session by session')),
    columns: [
      say('Before it'),
      say('On the day'),
      say('7 days on'),
      say('{days} days on, if it were the last', { days: HEALED_DAYS }),
    ],
    rows: numbers.map((session) =>
      say('Session {session}, day {day}', {
        session,
        day: plan.sessions[session - 1]!.day,
      }),
    ),
    cells: numbers.flatMap((session) => [
      cell(beforeSession(plan, session)),
      ...moments.map((days) => cell(afterSession(plan, session, days))),
    ]),
    limits: say(LIMITS_SHORT),
  };
}

/** Years that a hairline's life is judged at. */
const LIFE_YEARS = [0, 5, 10, 20] as const;

/** What is looked ahead at where a plan says nothing: a grade of loss and a fifth grey in ten years. Assumed. */
const LIFE = { lossPerDecade: 1, greyPerDecade: 0.2 } as const;

/**
 * A hairline's life: healed, then 5, 10 and 20 years on. With hair as it goes by the plan, or by a
 * grade a decade where the plan has none to come; below, the dots alone, with hair as today.
 */
export function yearGrid(plan: Plan): VariantGrid {
  const { lossPerDecade, greyPerDecade } = plan.hair;
  const isPlanned = lossPerDecade > 0 || greyPerDecade > 0;
  const ahead = isPlanned ? { lossPerDecade, greyPerDecade } : LIFE;
  const still = { lossPerDecade: 0, greyPerDecade: 0 };
  const row = (own: typeof still) =>
    LIFE_YEARS.map((years) => ({
      plan: aged({ ...plan, hair: { ...plan.hair, ...own } }, lifeDays(years)),
      isBefore: false,
    }));
  const grades = say('{lossPerDecade} grade of loss', {
    lossPerDecade: shortNumber(ahead.lossPerDecade, 1),
  });
  const grey = say('{percent} % grey', { percent: Math.round(100 * ahead.greyPerDecade) });
  return {
    title: plan.title,
    about: about(
      [plan],
      isPlanned
        ? say('as the plan has it: {grades}, {grey} a decade', { grades, grey })
        : say('assumed: {grades}, {grey} a decade', { grades, grey }),
    ),
    columns: LIFE_YEARS.map((years) =>
      years === 0 ? say('Healed') : say('{years} years', { years }),
    ),
    rows: [say('Hair goes on'), say('Hair as today')],
    cells: [...row(ahead), ...row(still)],
    limits: say(LIMITS_SHORT),
  };
}

function lifeDays(years: number): number {
  return years === 0 ? HEALED_DAYS : Math.min(7300, Math.round(365.25 * years));
}

function throughTime(plan: Plan, { agesDays, outcomes, before }: Sides): VariantGrid {
  const rows = outcomes.map((outcome) => [
    ...(before ? [{ plan, isBefore: true }] : []),
    ...agesDays.map((days) => ({ plan: aged(plan, days, outcome), isBefore: false })),
  ]);
  const names = outcomes.map((outcome) =>
    say('{outcome} outcome', { outcome: say(OUTCOME_WORDS[outcome]) }),
  );
  const one = names.length === 1 ? withinSentence(names[0]!) : undefined;
  return {
    title: plan.title,
    about: about([plan], one),
    columns: [...(before ? [say('Before')] : []), ...agesDays.map(ageWords)],
    rows: names.length > 1 ? names : [],
    cells: rows.flat(),
    limits: say(LIMITS_SHORT),
  };
}

function plansBeside(plans: readonly Plan[], { agesDays, outcomes, before }: Sides): VariantGrid {
  const [outcome] = outcomes;
  const rows = [
    ...(before ? [plans.map((plan) => ({ plan, isBefore: true }))] : []),
    ...agesDays.map((days) =>
      plans.map((plan) => ({ plan: aged(plan, days, outcome), isBefore: false })),
    ),
  ];
  const names = [...(before ? [say('Before')] : []), ...agesDays.map(ageWords)];
  const shared =
    outcome && say('{outcome} outcome', { outcome: withinSentence(say(OUTCOME_WORDS[outcome])) });
  const one = names.length === 1 ? withinSentence(names[0]!) : undefined;
  return {
    title: say('{plans} plans beside each other', { plans: plans.length }),
    about: about(plans, [one, shared].filter(Boolean).join(', ')),
    columns: plans.map(({ title }) => title),
    rows: names.length > 1 ? names : [],
    cells: rows.flat(),
    limits: say(LIMITS_SHORT),
  };
}

/** A plan at an age, with all sessions done where none is. */
export function aged(plan: Plan, ageDays: number, outcome?: Outcome): Plan {
  const { healing, sessions, sessionsDone } = plan;
  return {
    ...plan,
    sessionsDone: sessionsDone === 0 ? sessions.length : sessionsDone,
    healing: { ...healing, ageDays, outcome: outcome ?? healing.outcome },
  };
}

function about(plans: readonly Plan[], more: string | undefined): string {
  const seeds = new Set(plans.map(({ seed }) => seed));
  const open = plans.filter(({ sessionsDone }) => sessionsDone === 0);
  const words = [
    ...(more ? [more] : []),
    say('same camera, same light'),
    ...(seeds.size === 1 ? [say('seed {seed}', { seed: plans[0]!.seed })] : []),
    ...open.slice(0, 1).map(({ sessions }) =>
      say('as if {count, plural, one {# session} other {# sessions}} were done', {
        count: sessions.length,
      }),
    ),
  ].join(' · ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
