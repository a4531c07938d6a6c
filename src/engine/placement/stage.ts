import { together } from '../../gpu/together.ts';
import type { DotLadder } from '../handed.ts';
import { type Run, stage } from '../stage.ts';
import { Response } from '../structs.ts';
import { ClusterStage } from './cluster-dots.ts';
import { openFill } from './open-fill.ts';
import { CLUSTER_SPACING_UM } from './pattern.ts';

/**
 * Every dot the skin can hold. They depend on head, seed, pattern and the densest place asked for
 * alone: a change of anything else before it in the chain moves none.
 */
export const placement = stage({
  name: 'placement',
  words: 'placing dots',
  reads: ({ hair, seed }) => [hair.clusterSize, seed],
  async create(context) {
    const { gpu } = context;
    // Responses are the largest thing kept per dot; one more is the follicle all hairs share.
    const most = Math.floor(gpu.device.limits.maxStorageBufferBindingSize / Response.bytes) - 1;
    const [fill, cluster] = await together([
      openFill(gpu, { mostDots: most, ...context.fill }),
      ClusterStage.create(context),
    ]);
    let ladder: DotLadder | undefined;

    const filled = async ({ made, plan, timer, ...run }: Run): Promise<DotLadder> => {
      const { mesh, scalp } = made.head;
      const { clusterSize } = plan.hair;
      const neededUm = run.neededRadiusUm();
      if (clusterSize === 1) return fill.run(mesh, scalp, plan.seed, neededUm, timer);
      const fine = await fill.run(mesh, scalp, plan.seed, CLUSTER_SPACING_UM, timer);
      try {
        return await cluster.run(fine, plan.seed, clusterSize, neededUm, timer);
      } finally {
        gpu.free(fine.dots);
      }
    };

    return {
      // The plan asks for more dots in one place than the ladder has.
      isStale: (run) => ladder !== undefined && ladder.radiusUm > run.neededRadiusUm(),
      async fill(run) {
        const old = ladder;
        ladder = run.made.ladder = await filled(run);
        run.touched.add('placement');
        gpu.free(old?.dots);
      },
      destroy() {
        gpu.free(ladder?.dots);
        ladder = undefined;
      },
    };
  },
});
