import { DotworkError } from '../base/errors.ts';
import { plural } from '../base/quantity-words.ts';
import type { Plan } from './schema.ts';

/** Days a treatment is looked at past its last session before it counts as healed. */
export const HEALED_DAYS = 30;

/**
 * The plan as it looks after one of its sessions, with those after it still to come.
 *
 * @param session - 1 for the first. Others throw a `usage` error.
 * @param days - Since that session.
 */
export function afterSession(plan: Plan, session: number, days = 0): Plan {
  held(plan, session);
  return { ...plan, sessionsDone: session, healing: { ...plan.healing, ageDays: days } };
}

/** The plan as it looks when the client comes for a session, before the first needle of it. */
export function beforeSession(plan: Plan, session: number): Plan {
  const { day } = held(plan, session);
  const last = plan.sessions[session - 2];
  return last
    ? afterSession(plan, session - 1, day - last.day)
    : { ...plan, sessionsDone: 0, healing: { ...plan.healing, ageDays: 0 } };
}

/** Days since the first session of what the plan shows; undefined before treatment. */
export function dayShown({ sessions, sessionsDone, healing }: Plan): number | undefined {
  const last = sessions[sessionsDone - 1];
  return last && last.day + healing.ageDays;
}

/** The plan as it looks on a day since the first session; that day's session is done. */
export function onDay(plan: Plan, day: number): Plan {
  const session = plan.sessions.findLastIndex((one) => one.day <= day) + 1;
  if (session === 0) return beforeSession(plan, 1);
  return afterSession(plan, session, day - plan.sessions[session - 1]!.day);
}

/** A day of the treatment by the calendar, as 2026-03-16; undefined where the plan has no first day. */
export function dateOf({ startsOn }: Plan, day: number): string | undefined {
  if (startsOn === undefined) return undefined;
  const [year, month, date] = startsOn.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, date + Math.round(day))).toISOString().slice(0, 10);
}

function held({ sessions }: Plan, session: number): Plan['sessions'][number] {
  const found = Number.isInteger(session) ? sessions[session - 1] : undefined;
  if (found) return found;
  throw new DotworkError(
    'usage',
    `There is no session ${session}: the plan has ${plural(sessions.length, 'session')}.`,
    `Name one from 1 to ${sessions.length}.`,
  );
}
