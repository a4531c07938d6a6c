import type { Plan } from '../../plan/schema.ts';
import { lotWorks } from '../lots.ts';
import { stage } from '../stage.ts';
import { DepositStage } from './deposit.ts';

/** Of the technique what decides nothing where the depth is told as deposit, and where no hand tires. */
function idle({ technique, operator }: Plan): Partial<Plan['technique']> {
  const isTiring = operator.tiringPerHour !== 0 || operator.sinkPerHourMm !== 0;
  return {
    ...(technique.depthToldAs === 'deposit' && { extensionToDeposit: 1 }),
    ...(!isTiring && { dotsPerMinute: 60 }),
  };
}

/** The pigment the needle leaves of every dot. */
export const deposit = stage({
  name: 'deposit',
  // What pigment it is decides how it fades and looks, not where it lies.
  reads: (plan) => [
    plan.operator,
    // How a column fills by depth, heal alone reads.
    { ...plan.technique, tipWeight: 0, ...idle(plan) },
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
