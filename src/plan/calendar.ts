import { HEALING_PHASES, type HealingPhase } from '../ink/healing-days.ts';
import { dateOf } from './moments.ts';
import type { Plan } from './schema.ts';

/** A phase of one session's healing, by the days of the treatment. */
export interface ExpectedPhase extends HealingPhase {
  /** Days since the first session. */
  readonly days: readonly [from: number, to: number];
  /** The same by the calendar, where the plan says when it begins. */
  readonly dates?: readonly [from: string, to: string];
  /** Whether the next session comes before this phase is over. */
  readonly isCutShort: boolean;
}

/** What to expect of one session. */
export interface ExpectedSession {
  /** 1 for the first. */
  readonly session: number;
  readonly day: number;
  readonly date?: string;
  readonly phases: readonly ExpectedPhase[];
}

/** What to expect day by day: each session's phases until the next one starts them anew. */
export function healingCalendar(plan: Plan): ExpectedSession[] {
  return plan.sessions.map(({ day }, i) => {
    const next = plan.sessions[i + 1]?.day ?? Number.POSITIVE_INFINITY;
    const phases = HEALING_PHASES.filter(({ fromDay }) => day + fromDay < next).map((phase) => {
      const isCutShort = day + phase.toDay > next;
      const days = [day + phase.fromDay, Math.min(day + phase.toDay, next)] as const;
      return {
        ...phase,
        days,
        ...dated(
          'dates',
          days.map((one) => dateOf(plan, one)),
        ),
        isCutShort,
      };
    });
    return { session: i + 1, day, ...dated('date', dateOf(plan, day)), phases };
  });
}

/** A field that is there only where the plan has dates. */
function dated<K extends string>(name: K, value: unknown): object {
  const known = Array.isArray(value)
    ? value.every((one) => one !== undefined)
    : value !== undefined;
  return known ? { [name]: value } : {};
}
