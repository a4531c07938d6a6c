import { toSay } from '../../base/language/say.ts';
import { Buffers } from '../host.ts';
import { stage } from '../stage.ts';
import { planHead } from './plan-head.ts';

/** The mesh that all else stands on: a parametric head, or a scan. */
export const head = stage({
  name: 'head',
  words: toSay('shaping the head'),
  reads: ({ head: { base, measuresMm, scan } }) => [base, measuresMm, scan],
  create({ gpu, scanHead, solver }) {
    const buffers = new Buffers(gpu);
    return {
      async solve(run) {
        run.head = await planHead(run.plan, scanHead, (spec) => solver.head(spec));
      },
      take({ dirty, made, head }) {
        if (!dirty.has('head')) return;
        const { positionsUm, triangles } = head.mesh;
        // Another head has buffers of its own, be they as large: by them a view knows what it keeps of a head.
        for (const label of ['head.positions', 'head.triangles']) buffers.drop(label);
        made.head = head;
        made.mesh = {
          vertexCount: positionsUm.length / 3,
          positions: buffers.filled('head.positions', positionsUm),
          triangles: buffers.filled('head.triangles', triangles),
        };
      },
      destroy: () => buffers.destroy(),
    };
  },
});
