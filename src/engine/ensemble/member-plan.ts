import type { Draw } from '../../ink/unknowns/table.ts';
import type { Skin } from '../../light/layers.ts';
import type { Plan } from '../../plan/schema.ts';
import { skinOfPlan } from '../plan-skin.ts';

/** The plan as this draw would have it done: depth, hand and strokes are not what was planned. */
export function drawnPlan(plan: Plan, draw: Draw): Plan {
  const { technique, operator } = plan;
  const held = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return {
    ...plan,
    // Where nothing is done yet, all is taken as done.
    sessionsDone: plan.sessionsDone || plan.sessions.length,
    sessions: plan.sessions.map(({ depositDepthMm, perforationsPerDot, ...session }) => ({
      ...session,
      ...(depositDepthMm !== undefined && { depositDepthMm: depositDepthMm * draw.depth }),
      ...(perforationsPerDot !== undefined && {
        perforationsPerDot: perforationsPerDot * draw.perforations,
      }),
    })),
    technique: {
      ...technique,
      depositDepthMm: technique.depositDepthMm * draw.depth,
      perforationsPerDot: technique.perforationsPerDot * draw.perforations,
      tipWeight: held(technique.tipWeight + draw.tipWeight, 1),
    },
    operator: {
      ...operator,
      depthSdMm: operator.depthSdMm * draw.depthScatter,
      angleSdDeg: operator.angleSdDeg * draw.tiltScatter,
      doubleHitShare: held(operator.doubleHitShare * draw.doubleHits, 0.5),
    },
  };
}

/** The skin light meets in this draw. */
export function drawnSkin({ skin }: Plan, draw: Draw): Skin {
  return skinOfPlan({
    ...skin,
    melanosomeFraction: Math.min(0.5, skin.melanosomeFraction * draw.melanin),
    bloodFraction: Math.min(0.08, skin.bloodFraction * draw.blood),
    oxygenSaturation: Math.min(1, Math.max(0, skin.oxygenSaturation + draw.oxygen)),
  });
}

/** The plan on the day of its last session, all of them done where none is. */
export function freshPlan(plan: Plan): Plan {
  const sessionsDone = plan.sessionsDone || plan.sessions.length;
  return { ...plan, sessionsDone, healing: { ...plan.healing, ageDays: 0 } };
}
