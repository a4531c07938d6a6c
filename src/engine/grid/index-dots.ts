import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { KeySort } from '../../gpu/sort.ts';
import type { TimedEnds } from '../../gpu/timing.ts';
import { together } from '../../gpu/together.ts';
import type { DotGrid } from '../handed.ts';
import { Buffers, type StageContext, stageKernel } from '../host.ts';

const IndexSpec = struct('IndexSpec', {
  dotCount: 'u32',
  keyCapacity: 'u32',
  bucketMask: 'u32',
});

/** Finds the dots around a point: buckets of a hash grid with dots in order. */
export class DotIndex implements DotGrid {
  readonly #gpu: Gpu;
  readonly #keyDots: Kernel;
  readonly #startBuckets: Kernel;
  readonly #sort: KeySort;
  readonly #buffers: Buffers;
  /** First entry of each bucket in {@link order}, and one past the last. */
  starts!: GPUBuffer;
  /** Dots, bucket by bucket, best rank first within a bucket. */
  order!: GPUBuffer;
  bucketMask = 0;

  private constructor(gpu: Gpu, keyDots: Kernel, startBuckets: Kernel, sort: KeySort) {
    this.#gpu = gpu;
    this.#keyDots = keyDots;
    this.#startBuckets = startBuckets;
    this.#sort = sort;
    this.#buffers = new Buffers(gpu);
  }

  static async create(context: StageContext): Promise<DotIndex> {
    const [keyDots, startBuckets, sort] = await together([
      stageKernel(context, 'grid/index-dots', 'keyDots'),
      stageKernel(context, 'grid/index-dots', 'startBuckets'),
      KeySort.create(context.gpu, context.workgroup),
    ]);
    return new DotIndex(context.gpu, keyDots, startBuckets, sort);
  }

  /**
   * Builds the index; when the ladder or the dots by hand changed, since no other dot ever moves.
   * Submits by itself.
   *
   * @param room - Dots there may be before its buffers must be replaced.
   * @param timed - Marks the first and the last pass, where the work is to be timed.
   */
  build(dots: GPUBuffer, count: number, room = count, timed?: TimedEnds): void {
    const capacity = KeySort.capacity(count);
    // About four dots a bucket: pictures walk eight buckets a point.
    const buckets = KeySort.capacity(Math.max(256, room / 4));
    this.bucketMask = buckets - 1;
    this.starts = this.#buffers.sized('grid.starts', 4 * (buckets + 1));
    this.order = this.#buffers.sized('grid.order', 4 * room);
    const keys = this.#gpu.buffer('grid.keys', 16 * capacity);
    const group = this.#keyDots.bind({
      spec: this.#buffers.uniform(
        'grid.spec',
        IndexSpec.pack({
          dotCount: count,
          keyCapacity: capacity,
          bucketMask: this.bucketMask,
        }),
      ),
      dots,
      keys,
      starts: this.starts,
      order: this.order,
    });
    this.#submit(this.#keyDots, group, capacity, timed?.('begin'));
    this.#sort.run(keys, capacity);
    this.#submit(this.#startBuckets, group, count + 1, timed?.('end'));
    this.#gpu.free(keys);
  }

  destroy(): void {
    this.#buffers.destroy();
  }

  #submit(kernel: Kernel, group: GPUBindGroup, items: number, timed?: ReturnType<TimedEnds>): void {
    const encoder = this.#gpu.device.createCommandEncoder({ label: kernel.name });
    const pass = encoder.beginComputePass({ label: kernel.name, ...timed });
    kernel.dispatch(pass, group, items);
    pass.end();
    this.#gpu.device.queue.submit([encoder.finish()]);
  }
}
