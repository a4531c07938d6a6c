import { say } from '../base/language/say.ts';
import { phasesOn } from '../ink/healing-days.ts';
import { dateOf, dayShown } from '../plan/moments.ts';
import type { Plan } from '../plan/schema.ts';

/** The day of the treatment that is shown: "Day 14, 2026-03-16: session 2 done". */
export function dayWords(plan: Plan): string {
  const day = dayShown(plan);
  if (day === undefined) return say('before treatment');
  const date = dateOf(plan, day);
  const last = plan.sessions[plan.sessionsDone - 1]!;
  const next = plan.sessions[plan.sessionsDone];
  const since = Math.round(plan.healing.ageDays);
  const which =
    since === 0
      ? say('day of session {sessionsDone}', { sessionsDone: plan.sessionsDone })
      : next && Math.round(day) === next.day
        ? say('just before session {sessionsDone}', { sessionsDone: plan.sessionsDone + 1 })
        : say('{since} after session {sessionsDone}', { since, sessionsDone: plan.sessionsDone });
  const told = { day: Math.round(last.day + since), date: date ?? '', which };
  return date ? say('day {day} ({date}), {which}', told) : say('day {day}, {which}', told);
}

/** What a client sees on the day shown, phase by phase; empty before treatment. */
export function expectedNow(plan: Plan): readonly { name: string; seen: string }[] {
  return plan.sessionsDone === 0 ? [] : phasesOn(plan.healing.ageDays);
}
