import { TAKEN } from '../../ink/unknowns/table.ts';
import type { Plan } from '../../plan/schema.ts';
import { sessionWork } from '../../plan/session-work.ts';

/** Planned deposit depths of a ladder, mm: shed at one end, never to leave at the other. */
export const LADDER_DEPTHS_MM = [0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2, 1.6, 2] as const;

/** A hand that never strays: what is compared would blur. */
export const STEADY_HAND: Plan['operator'] = {
  depthSdMm: 0,
  angleSdDeg: 0,
  spacingJitterMm: 0,
  doubleHitShare: 0,
  tiringPerHour: 0,
  sinkPerHourMm: 0,
  beforeHours: 0,
};

/** The plan as a ladder has it: a steady hand, which finds the depth asked for on the mean skin. */
export function ladderPlan(plan: Plan, ageDays: number): Plan {
  return {
    ...plan,
    operator: STEADY_HAND,
    technique: { ...plan.technique, depthToldAs: 'deposit' },
    healing: { ...plan.healing, ageDays },
  };
}

/** How deep planned depths are reached with the plan's pressure, mm. */
export function reachedMm(depthsMm: readonly number[], { technique }: Plan): number[] {
  return depthsMm.map((mm) => mm * technique.pressure ** TAKEN.pressurePower);
}

/** Equal where two plans have the same ladder. */
export function ladderKey({ skin, density, seed, ...plan }: Plan): string {
  const { outcome } = plan.healing;
  const { depositDepthMm: _, ...work } = sessionWork(plan as Plan, plan.sessions.at(-1)!);
  const { depositDepthMm: __, dotsPerMinute: ___, ...technique } = plan.technique;
  const { ironAges } = plan.pigment;
  return JSON.stringify([skin, density, seed, outcome, ironAges, work, technique]);
}
