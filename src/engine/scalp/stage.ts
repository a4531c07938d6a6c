import type { Plan } from '../../plan/schema.ts';
import { stage } from '../stage.ts';

/** Distances, regions, hair loss and scars at every vertex, exact along the skin. */
export const scalp = stage({
  name: 'scalp',
  words: 'measuring the scalp',
  reads: ({ head, hairline, hair, skin, zones, seed }) => [
    head.ageYears,
    lineOf(hairline),
    hair.loss,
    hair.scars,
    skin.thicknessScale,
    zones.map((zone) => zone.shape),
    seed,
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
