import type { Plan } from '../plan/schema.ts';
import { sessionWork, type Work } from '../plan/session-work.ts';
import { sessionAges } from './session-ages.ts';

/**
 * Visits a dot may come from: `Choice.kind` less one, as `LOTS` of `shaders/lib/choice.wgsl`.
 * Sessions stand first.
 */
export const LOTS = 12;

/** How each lot's dots are put in; undefined where the plan has no such visit. */
export function lotWorks(plan: Plan): readonly (Work | undefined)[] {
  const works = plan.sessions.map((session) => sessionWork(plan, session));
  return Array.from({ length: LOTS }, (_, lot) => works[lot]);
}

/** Days since each lot was put in; negative where it is not there. */
export function lotAges(plan: Plan): number[] {
  const ages = sessionAges(plan);
  return Array.from({ length: LOTS }, (_, lot) => ages[lot] ?? -1);
}

/** A bit for each `Choice.kind` whose pigment is in the skin. */
export function shownKinds(plan: Plan): number {
  return lotAges(plan).reduce((mask, ageDays, lot) => mask | (ageDays < 0 ? 0 : 2 << lot), 0);
}

/** Depth the sessions done aim for, weighed by the dots each adds; the plan's before any is done. */
export function meanDepositDepthMm(plan: Plan): number {
  const { sessions, sessionsDone, technique } = plan;
  const done = sessions.slice(0, sessionsDone);
  if (done.every(({ depositDepthMm }) => depositDepthMm === undefined)) {
    return technique.depositDepthMm;
  }
  const total = done.at(-1)!.cumulativeShare;
  return done.reduce((sum, session, i) => {
    const added = session.cumulativeShare - (done[i - 1]?.cumulativeShare ?? 0);
    return sum + (added / total) * sessionWork(plan, session).depositDepthMm;
  }, 0);
}
