import { lotWorks } from '../lots.ts';
import { stage } from '../stage.ts';
import { DepositStage } from './deposit.ts';

/** The pigment the needle leaves of every dot. */
export const deposit = stage({
  name: 'deposit',
  // What pigment it is decides how it fades and looks, not where it lies.
  reads: (plan) => [
    plan.operator,
    plan.technique.scarUptake,
    plan.technique.scarDose,
    lotWorks(plan).map((work) => work && { ...work, pigment: undefined }),
  ],
  create(context) {
    let host: DepositStage;
    return {
      async compile() {
        host = await DepositStage.create(context);
      },
      connect({ made }) {
        const { dots, choices, targets, mesh } = made;
        host.setDots({ ...dots, choices, targets, ...mesh });
        made.deposits = host.deposits;
      },
      prepare: ({ plan }) => host.setPlan(plan),
      record: (pass) => host.record(pass),
      destroy: () => host?.destroy(),
    };
  },
});
