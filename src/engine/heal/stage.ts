import { lotAges, lotWorks } from '../lots.ts';
import { stage } from '../stage.ts';
import { HealStage } from './heal.ts';

/** What is left of the pigment at the plan's age. */
export const heal = stage({
  name: 'heal',
  reads: (plan) => [
    plan.healing,
    lotAges(plan),
    lotWorks(plan).map((work) => work?.pigment),
    plan.technique.tipWeight,
  ],
  create(context) {
    let host: HealStage;
    return {
      async compile() {
        host = await HealStage.create(context);
      },
      connect({ made }) {
        host.setDots(made.dots.count, made.deposits);
        made.healed = host.healed;
        made.bins = host.bins;
      },
      prepare: ({ plan }) => host.setPlan(plan),
      record: (pass) => host.record(pass),
      destroy: () => host?.destroy(),
    };
  },
});
