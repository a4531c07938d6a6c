import { together } from '../../gpu/together.ts';
import type { Hairline } from '../../scalp/hairline/hairline.ts';
import { stage } from '../stage.ts';
import { FrontPreview } from './front-preview.ts';
import { sunOn } from './sun.ts';
import { TargetStage } from './target.ts';

/** What is asked of the skin at every vertex: dots, hair, depth. */
export const target = stage({
  name: 'target',
  reads: ({ density, hair, skin, zones, manual }) => [
    density,
    manual.strokes,
    hair.unitsPerCm2,
    zones.map(({ name: _, shape: __, ...zone }) => zone),
    skin.bareMelanin,
    skin.bareBlood,
    skin.tanLine,
  ],
  create(context) {
    let front: FrontPreview;
    let host: TargetStage;
    return {
      async compile() {
        [front, host] = await together([FrontPreview.create(context), TargetStage.create(context)]);
      },
      /** Makes targets of a line in hand, by estimate; of the exact one again where none is given. */
      preview(line: Hairline | undefined): void {
        front.setLine(line);
        host.show(line ? front.shown : host.given);
      },
      take({ dirty, made }) {
        if (!dirty.has('scalp')) return;
        const { head, fields, mesh } = made;
        host.setFields(fields, sunOn(head));
        front.setExact({ head, hairline: fields.hairline, given: host.given, ...mesh });
        made.targets = host.targets;
      },
      prepare: (run) => host.setPlan(run.plan, run.brush1024()),
      record(pass) {
        front.record(pass);
        host.record(pass);
      },
      destroy() {
        front?.destroy();
        host?.destroy();
      },
    };
  },
});
