import { PIGMENTS } from '../ink/pigments.ts';
import { dayShown } from '../plan/moments.ts';
import { reachedDepthMm } from '../plan/needle-places.ts';
import type { Plan } from '../plan/schema.ts';
import { MOST_SESSIONS } from '../plan/sections/treatment.ts';
import { sessionWork, type Work } from '../plan/session-work.ts';
import { sessionAges } from './session-ages.ts';

/**
 * Visits a dot may come from: `Choice.kind` less one, as `LOTS` of `shaders/lib/choice.wgsl`.
 * Sessions stand first.
 */
export const LOTS = 12;

/** Lot of the test patch; earlier work follows. As `BEFORE` of the same shader. */
const TEST_LOT = MOST_SESSIONS;

const DAYS_PER_YEAR = 365.25;

/** Whether this plan puts it in: the test patch and the sessions, not the earlier work. */
export function isOfPlan(lot: number): boolean {
  return lot <= TEST_LOT;
}

/** How each lot's dots are put in; undefined where the plan has no such visit. */
export function lotWorks(plan: Plan): readonly (Work | undefined)[] {
  const works = plan.sessions.map((session) => sessionWork(plan, session));
  const test = plan.testPatch && works[0];
  const earlier = plan.earlier.map((one) => ({
    pigment: one.pigment,
    stockShare: one.stockShare,
    dilution: one.dilution,
    needle: one.needle,
    hairlineNeedle: one.needle,
    depositDepthMm: one.depositDepthMm,
    perforationsPerDot: plan.technique.perforationsPerDot,
  }));
  return Array.from({ length: LOTS }, (_, lot) =>
    lot < TEST_LOT ? works[lot] : lot === TEST_LOT ? test : earlier[lot - TEST_LOT - 1],
  );
}

/** Days since each lot was put in; negative where it is not there. */
export function lotAges(plan: Plan): number[] {
  const ages = sessionAges(plan);
  const day = dayShown(plan) ?? 0;
  const { earlier, testPatch } = plan;
  const test = testPatch ? testPatch.beforeDays + day : -1;
  const old = earlier.map(({ ageYears }) => DAYS_PER_YEAR * ageYears + day);
  return Array.from({ length: LOTS }, (_, lot) =>
    lot < TEST_LOT ? (ages[lot] ?? -1) : lot === TEST_LOT ? test : (old[lot - TEST_LOT - 1] ?? -1),
  );
}

/**
 * 1 for each lot whose ink loses all of its mass as black iron oxide goes, else 0. Where the black goes
 * alone, the optics have it: `driftedAbsorption`.
 */
export function lotHasIron(plan: Plan): number[] {
  return lotWorks(plan).map((work, lot) =>
    work && !turns(plan, lot) && PIGMENTS[work.pigment].hasIronBlack ? 1 : 0,
  );
}

/** Whether of a lot's iron oxide the black goes alone, so that it turns red: that of earlier work always. */
export function turns({ pigment }: Plan, lot: number): boolean {
  return !isOfPlan(lot) || pigment.ironAges === 'turns';
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
    return reachedDepthMm(plan);
  }
  const pressed = reachedDepthMm(plan) / technique.depositDepthMm;
  const total = done.at(-1)!.cumulativeShare;
  return done.reduce((sum, session, i) => {
    const added = session.cumulativeShare - (done[i - 1]?.cumulativeShare ?? 0);
    return sum + (added / total) * sessionWork(plan, session).depositDepthMm * pressed;
  }, 0);
}
