import { toSay } from '../../base/language/say.ts';
import type { Plan } from '../../plan/schema.ts';
import { otherZones } from '../other-work.ts';
import { stage } from '../stage.ts';

/** Distances, regions, hair loss and scars at every vertex, exact along the skin. */
export const scalp = stage({
  name: 'scalp',
  words: toSay('measuring the scalp'),
  reads: (plan) => [
    plan.head.ageYears,
    lineOf(plan.hairline),
    plan.hair.loss,
    plan.hair.lossPerDecade > 0,
    plan.hair.scars,
    plan.skin.thicknessScale,
    plan.zones.map((zone) => zone.shape),
    otherZones(plan).map((zone) => zone.shape),
    plan.seed,
  ],
  create: ({ solver }) => ({
    async solve(run) {
      run.fields = await solver.fields(run.head, run.plan);
    },
    take({ dirty, made, fields }) {
      if (dirty.has('scalp')) made.fields = fields;
    },
  }),
});

/** What is too fine for the mesh is decided dot by dot, where dots are selected. */
function lineOf({
  gradientMm: _,
  sentinels: __,
  microMm: ___,
  ...line
}: Plan['hairline']): unknown {
  return line;
}
