import { stage } from '../stage.ts';
import { CoverStage, type Totals } from './cover.ts';
import { coverPlan } from './cover-plan.ts';

/** Sums of the dots at every vertex and over the whole scalp. It reads the stages before alone. */
export const coverage = stage({
  name: 'coverage',
  reads: () => null,
  create(context) {
    let host: CoverStage;
    return {
      async compile() {
        host = await CoverStage.create(context);
      },
      /** Sums over the whole scalp; reads a few hundred words back. */
      totals: (): Promise<Totals> => host.totals(),
      take({ dirty, made }) {
        if (dirty.has('head')) host.setMesh(made.head.mesh);
      },
      connect({ made }) {
        const { dots, choices, deposits, healed, responses, targets, mesh } = made;
        const { triangles } = mesh;
        host.setDots({ ...dots, choices, deposits, healed, responses, triangles, targets });
        made.looks = host.looks;
      },
      prepare({ plan, light }, encoder) {
        host.setPlan(coverPlan(plan, light.footprint, light.flushedDark));
        host.clear(encoder);
      },
      record: (pass) => host.record(pass),
      destroy: () => host?.destroy(),
    };
  },
});
