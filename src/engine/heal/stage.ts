import { together } from '../../gpu/together.ts';
import { laterGrades } from '../../plan/outlook.ts';
import { lotAges, lotWorks } from '../lots.ts';
import { stage } from '../stage.ts';
import { HealStage } from './heal.ts';
import { LoseHair } from './lose-hair.ts';

/** What is left of the pigment, and of the hair, at the plan's age. */
export const heal = stage({
  name: 'heal',
  reads: (plan) => [
    plan.healing,
    lotAges(plan),
    lotWorks(plan).map((work) => work?.pigment),
    plan.technique.tipWeight,
    plan.skin.sun,
    plan.skin.oil,
    plan.pigment.ironAges,
    laterGrades(plan),
  ],
  create(context) {
    let host: HealStage;
    let hair: LoseHair;
    return {
      async compile() {
        [host, hair] = await together([HealStage.create(context), LoseHair.create(context)]);
      },
      take({ dirty, made }) {
        if (dirty.has('scalp')) hair.setFields(made.fields.laterHair1024);
      },
      connect({ made }) {
        host.setDots(made.dots.count, made.deposits);
        made.healed = host.healed;
        made.bins = host.bins;
        const { choices, targets, rankSqOf, healed, mesh } = made;
        const { dots, count } = made.dots;
        hair.setDots(count, {
          dots,
          choices,
          targets,
          rankSqOf,
          healed,
          triangles: mesh.triangles,
        });
      },
      prepare({ plan }) {
        host.setPlan(plan);
        hair.setPlan(plan);
      },
      record(pass) {
        host.record(pass);
        hair.record(pass);
      },
      destroy() {
        host?.destroy();
        hair?.destroy();
      },
    };
  },
});
