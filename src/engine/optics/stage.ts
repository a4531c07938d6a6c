import { greyAdded } from '../../plan/outlook.ts';
import { stage } from '../stage.ts';
import { RespondStage } from './respond.ts';

/** The light every dot takes away. */
export const optics = stage({
  name: 'optics',
  reads: (plan) => {
    const { skin, hair } = plan;
    return [skin, hair.shaftUm, hair.colour, hair.stubbleMm, hair.cut.kind, greyAdded(plan)];
  },
  create(context) {
    let host: RespondStage;
    return {
      async compile() {
        host = await RespondStage.create(context);
      },
      // The skin has been baked since.
      isStale: ({ plan, light }) => light.isStale(plan.skin),
      connect({ made }) {
        const { dots, choices, deposits, healed, bins } = made;
        host.setDots({ count: dots.count, choices, deposits, healed, bins });
        made.responses = host.responses;
        made.marks = host.marks;
      },
      prepare: ({ plan, light }) => host.setPlan(plan, light.footprint),
      record: (pass) => host.record(pass),
      destroy: () => host?.destroy(),
    };
  },
});
