import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { KeySort } from '../../gpu/sort.ts';
import type { Timer } from '../../gpu/timing.ts';
import { together } from '../../gpu/together.ts';
import { DotIndex } from '../grid/index-dots.ts';
import type { DotLadder } from '../handed.ts';
import { lateKernel, type StageContext } from '../host.ts';
import { Dot } from '../structs.ts';
import { CLUSTER_REACH_UM, clustersOf, LEAD_UM } from './pattern.ts';

const ClusterSpec = struct('ClusterSpec', {
  dotCount: 'u32',
  keyCapacity: 'u32',
  bucketMask: 'u32',
  seed: 'u32',
  leadSq: 'u32', // squared rank from which a dot leads
  leastSq: 'u32', // squared rank below which no cluster is asked for
  reachUm: 'i32', // followers lie nearer than this, at most half a grid cell
  followers16: 'u32', // mean followers of a leader, 1/65536
});

/**
 * Host side of `shaders/placement/cluster-dots.wgsl`: a ladder in, a ladder of clusters out. A dot's
 * rank there is that of its cluster, so everything later compares as ever.
 */
export class ClusterStage {
  readonly #gpu: Gpu;
  readonly #lead: Kernel;
  readonly #seat: Kernel;
  readonly #gather: Kernel;
  readonly #sort: KeySort;
  readonly #index: DotIndex;

  private constructor(
    gpu: Gpu,
    kernels: readonly [lead: Kernel, seat: Kernel, gather: Kernel],
    sort: KeySort,
    index: DotIndex,
  ) {
    this.#gpu = gpu;
    [this.#lead, this.#seat, this.#gather] = kernels;
    this.#sort = sort;
    this.#index = index;
  }

  static async create(context: StageContext): Promise<ClusterStage> {
    const kernel = (entryPoint: string) =>
      lateKernel(context, 'placement/cluster-dots', entryPoint);
    const [lead, seat, gather, sort, index] = await together([
      kernel('lead'),
      kernel('seat'),
      kernel('gather'),
      KeySort.create(context.gpu, context.workgroup),
      // Of its own: it is built over the fine ladder, and freed after each run.
      DotIndex.create(context),
    ]);
    return new ClusterStage(context.gpu, [lead, seat, gather], sort, index);
  }

  /**
   * The clusters of a ladder filled to `CLUSTER_SPACING_UM`, which stays the caller's. Reads one
   * word back.
   *
   * @param clusterSize - Mean dots of a cluster, above 1, at most 3.
   * @param radiusUm - Least radius at which leaders will be asked for.
   * @param timer - Takes the time of it, the wait for that word included.
   */
  async run(
    fine: DotLadder,
    seed: number,
    clusterSize: number,
    radiusUm: number,
    timer?: Timer,
  ): Promise<DotLadder> {
    const gpu = this.#gpu;
    const index = this.#index;
    const { followers16, leastUm } = clustersOf(clusterSize, radiusUm);
    const keyCapacity = KeySort.capacity(fine.count);
    const owned: GPUBuffer[] = [];
    const make = (label: string, content: number | ArrayBufferView, usage?: number) => {
      const buffer = gpu.buffer(`placement.${label}`, content, usage);
      owned.push(buffer);
      return buffer;
    };
    try {
      index.build(fine.dots, fine.count, fine.count, (edge) =>
        edge === 'begin' ? timer?.writes('placement', edge, 'cluster') : undefined,
      );
      const spec = ClusterSpec.pack({
        dotCount: fine.count,
        keyCapacity,
        bucketMask: index.bucketMask,
        seed,
        leadSq: LEAD_UM ** 2,
        leastSq: leastUm ** 2,
        reachUm: CLUSTER_REACH_UM,
        followers16,
      });
      const keys = make('clusterKeys', 16 * keyCapacity);
      const kept = make('clusterKept', 4);
      const bind = (kernel: Kernel, clustered: GPUBuffer) => kernel.bind({ ...inputs, clustered });
      const inputs = {
        spec: make('clusterSpec', spec, GPUBufferUsage.UNIFORM),
        dots: fine.dots,
        starts: index.starts,
        order: index.order,
        leads: make('clusterLeads', 4 * fine.count),
        keys,
        kept,
      };
      const none = make('clusterNone', Dot.bytes);
      this.#submit([
        [this.#lead, bind(this.#lead, none), fine.count],
        [this.#seat, bind(this.#seat, none), keyCapacity],
      ]);
      this.#sort.run(keys, keyCapacity);
      const count = new Uint32Array(await gpu.read(kept, 4))[0]!;
      const dots = gpu.buffer('placement.dots', Dot.bytes * count);
      this.#submit(
        [[this.#gather, bind(this.#gather, dots), count]],
        timer?.writes('placement', 'end', 'cluster'),
      );
      return { dots, count, radiusUm: leastUm };
    } finally {
      for (const buffer of owned) gpu.free(buffer);
      index.destroy();
    }
  }

  #submit(
    steps: readonly (readonly [Kernel, GPUBindGroup, number])[],
    timed?: ReturnType<Timer['writes']>,
  ): void {
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'placement.cluster' });
    const pass = encoder.beginComputePass({ label: 'placement.cluster', ...timed });
    for (const [kernel, group, items] of steps) kernel.dispatch(pass, group, items);
    pass.end();
    this.#gpu.device.queue.submit([encoder.finish()]);
  }
}
