import { together } from '../../gpu/together.ts';
import { DotIndex } from '../grid/index-dots.ts';
import { ScarIndex } from '../grid/scar-index.ts';
import { stage } from '../stage.ts';
import { KeepClearStage } from './keep-clear.ts';
import { ManualDots } from './manual-dots.ts';
import { NoGoMarks } from './no-go.ts';
import { SelectStage } from './select-dots.ts';

/** Which dots the plan draws, and those that a hand put in or took out. */
export const select = stage({
  name: 'select',
  reads: ({ hair, hairline, sessions, manual: { strokes: _, ...dots }, noGo }) => [
    dots,
    noGo.map(({ at, radiusMm }) => [at, radiusMm]),
    hair.keepClearMm,
    hairline.gradientMm,
    hairline.microMm,
    hairline.sentinels,
    sessions.map((session) => session.cumulativeShare),
  ],
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
        host.setDots(
          dots,
          { triangles: mesh.triangles, targets, scars: made.scars },
          plan.hair.clusterSize,
        );
        made.choices = host.choices;
        keepClear.setDots({ ...dots, choices: host.choices });
      },
      prepare({ plan, ...run }, encoder) {
        host.setPlan(plan);
        const isHairy = run.made.fields.remainingHair1024.some((share) => share > 0);
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
