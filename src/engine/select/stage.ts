import { together } from '../../gpu/together.ts';
import { DotIndex } from '../grid/index-dots.ts';
import { ScarIndex } from '../grid/scar-index.ts';
import { graftsGrown1024, otherWork } from '../other-work.ts';
import { stage } from '../stage.ts';
import { KeepClearStage } from './keep-clear.ts';
import { ManualDots } from './manual-dots.ts';
import { NoGoMarks } from './no-go.ts';
import { SelectStage } from './select-dots.ts';

/** Which dots the plan draws, and those that a hand put in or took out. */
export const select = stage({
  name: 'select',
  reads: (plan) => {
    const { hair, hairline, sessions, noGo, earlier, grafts, testPatch } = plan;
    const { strokes: _, ...dots } = plan.manual;
    return [
      dots,
      noGo.map(({ at, radiusMm }) => [at, radiusMm]),
      hair.keepClearMm,
      hairline.gradientMm,
      hairline.microMm,
      hairline.sentinels,
      sessions.map((session) => session.cumulativeShare),
      earlier.map(({ dotsPerCm2, countedShare }) => [dotsPerCm2, countedShare]),
      grafts.map(({ unitsPerCm2 }) => unitsPerCm2),
      testPatch?.dotsPerCm2,
      // Hair that grows in: the one thing that time decides here, in steps of a week.
      graftsGrown1024(plan),
    ];
  },
  create(context) {
    let host: SelectStage;
    let keepClear: KeepClearStage;
    let manual: ManualDots;
    let noGo: NoGoMarks;
    let index: DotIndex;
    const scars = new ScarIndex(context.gpu);
    return {
      async compile() {
        [host, keepClear, manual, noGo, index] = await together([
          SelectStage.create(context),
          KeepClearStage.create(context),
          ManualDots.create(context),
          NoGoMarks.create(context),
          DotIndex.create(context),
        ]);
      },
      /** Dots put in by hand nearer than 0.4 mm to another; reads one word back. */
      crowded: () => manual.crowded(),
      /** Dots left out at marks, by mark; reads a word a mark back. */
      atMarks: () => noGo.leftOut(),
      take({ dirty, made }) {
        if (dirty.has('scalp')) scars.setScars(made.fields.scars);
      },
      place({ plan, dirty, touched, made, timer }) {
        noGo.setPlan(plan.noGo, made.head.mesh);
        const changed = manual.setPlan(made.ladder, plan, made.head.mesh);
        made.dots = manual.dots;
        if (changed.places) {
          touched.add('select');
          const { dots, count } = made.dots;
          index.build(dots, manual.used, count, (edge) => timer.writes('select', edge, 'index'));
          made.index = index;
        }
        return changed.room || dirty.has('scalp') || dirty.has('placement');
      },
      connect({ plan, made }) {
        const { dots, targets, mesh } = made;
        made.scars = scars.scene(mesh.vertexCount);
        host.setOthers(otherWork(plan, made.fields.otherWeight1024));
        host.setDots(
          dots,
          { triangles: mesh.triangles, targets, scars: made.scars },
          plan.hair.clusterSize,
        );
        made.choices = host.choices;
        made.rankSqOf = host.rankSqOf;
        keepClear.setDots({ ...dots, choices: host.choices });
      },
      prepare({ plan, ...run }, encoder) {
        host.setOthers(otherWork(plan, run.made.fields.otherWeight1024));
        host.setPlan(plan);
        const isHairy =
          plan.grafts.length > 0 || run.made.fields.remainingHair1024.some((share) => share > 0);
        keepClear.setPlan(plan.hair, run.neededRadiusUm(), isHairy);
        keepClear.clear(encoder);
        manual.connect(host.choices, index);
        manual.clear(encoder);
        noGo.connect(host.choices, run.made.dots);
        noGo.clear(encoder);
      },
      record(pass) {
        host.record(pass);
        keepClear.record(pass);
        // What a hand put beside a follicle stays.
        manual.record(pass);
        // No hand overrules a mark.
        noGo.record(pass);
      },
      destroy() {
        for (const part of [host, keepClear, manual, noGo, index, scars]) part?.destroy();
      },
    };
  },
});
