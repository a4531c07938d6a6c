import { toSay } from '../../base/language/say.ts';
import { together } from '../../gpu/together.ts';
import type { DotLadder } from '../handed.ts';
import { type Run, stage } from '../stage.ts';
import { Dot, Response } from '../structs.ts';
import { ClusterStage } from './cluster-dots.ts';
import { CpuFill, ladderOf } from './cpu/cpu-fill.ts';
import { type FillJob, fillJob } from './fill-job.ts';
import { type KeptLadder, keptLadder } from './kept-ladders.ts';
import { LadderFill } from './ladder.ts';
import { fillsOnCpu } from './open-fill.ts';
import { CLUSTER_SPACING_UM, type Clusters, clustersOf } from './pattern.ts';

/** What is known of a plan's dots before the GPU is asked. */
interface Solved {
  readonly job: FillJob;
  readonly clusters: Clusters | undefined;
  readonly place: KeptLadder | undefined;
  /** The dots as they were kept. */
  readonly kept: Uint32Array<ArrayBuffer> | undefined;
  /** Those of the fill alone, where the CPU did it. */
  readonly filled: Uint32Array<ArrayBuffer> | undefined;
}

/**
 * Every dot the skin can hold. They depend on head, seed, pattern and the densest place asked for
 * alone: a change of anything else before it in the chain moves none.
 */
export const placement = stage({
  name: 'placement',
  words: toSay('placing dots'),
  reads: ({ hair, seed }) => [hair.clusterSize, seed],
  create(context) {
    const { gpu } = context;
    // Responses are the largest thing kept per dot; one more is the follicle all hairs share.
    const most = Math.floor(gpu.device.limits.maxStorageBufferBindingSize / Response.bytes) - 1;
    const options = { mostDots: most, ...context.fill };
    const { ladders } = options;
    const cpu = fillsOnCpu(gpu, options) ? new CpuFill(gpu, options) : undefined;
    let kernels: LadderFill | undefined;
    let cluster: ClusterStage;
    let ladder: DotLadder | undefined;
    let solved: Solved | undefined;

    const placed = async ({ plan, timer, ...run }: Run): Promise<DotLadder> => {
      const { job, clusters, place, kept, filled } = solved!;
      const radiusUm = job.rungs.at(-1)!;
      if (kept) return ladderOf(gpu, kept, clusters?.leastUm ?? radiusUm);
      let made = filled ? ladderOf(gpu, filled, radiusUm) : await kernels!.fill(job, timer);
      if (clusters) {
        const fine = made;
        try {
          made = await cluster.run(
            fine,
            plan.seed,
            plan.hair.clusterSize,
            run.neededRadiusUm(),
            timer,
          );
        } finally {
          gpu.free(fine.dots);
        }
      }
      if (place) {
        const own = clusters ? undefined : filled;
        place.keep(own ?? new Uint32Array(await gpu.read(made.dots, Dot.bytes * made.count)));
      }
      return made;
    };

    return {
      // The plan asks for more dots in one place than the ladder has.
      isStale: (run) => ladder !== undefined && ladder.radiusUm > run.neededRadiusUm(),
      async compile() {
        [kernels, cluster] = await together([
          cpu ? undefined : LadderFill.create(gpu, options),
          ClusterStage.create(context),
        ]);
      },
      async solve(run) {
        const { mesh, scalp } = run.head;
        const { seed, hair } = run.plan;
        const neededUm = run.neededRadiusUm();
        const clusters = hair.clusterSize > 1 ? clustersOf(hair.clusterSize, neededUm) : undefined;
        const job = fillJob(mesh, scalp, seed, clusters ? CLUSTER_SPACING_UM : neededUm, options);
        const place = ladders && keptLadder(ladders, job, clusters);
        const kept = await place?.find();
        const filled = kept ? undefined : await cpu?.words(job);
        solved = { job, clusters, place, kept, filled };
      },
      async fill(run) {
        const old = ladder;
        ladder = run.made.ladder = await placed(run);
        // Its job holds the head, and its words as much as the dots themselves.
        solved = undefined;
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
