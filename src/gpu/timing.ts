import type { Gpu } from './gpu.ts';

/** Milliseconds of one stage; `gpu` is null where the adapter has no timestamps. */
export interface StageTime {
  readonly gpu: number | null;
  readonly wall: number;
}

/**
 * Times compute passes with GPU timestamps: one pair of queries a stage. `read()` is for numbers
 * on screen and benches, not for the frame loop.
 */
export class Timer {
  readonly #gpu: Gpu;
  readonly #set: GPUQuerySet | undefined;
  readonly #resolved: GPUBuffer | undefined;
  readonly #slots = new Map<string, number>();
  readonly #capacity: number;

  constructor(gpu: Gpu, capacity = 32) {
    this.#gpu = gpu;
    this.#capacity = capacity;
    if (!gpu.timed) return;
    this.#set = gpu.device.createQuerySet({
      label: 'timing',
      type: 'timestamp',
      count: 2 * capacity,
    });
    this.#resolved = gpu.buffer('timing.resolved', 16 * capacity, GPUBufferUsage.QUERY_RESOLVE);
  }

  /**
   * The `timestampWrites` of a pass that belongs to `stage`; a stage of several passes marks its
   * first with `begin` and its last with `end`.
   */
  writes(
    stage: string,
    edge: 'both' | 'begin' | 'end' = 'both',
  ): GPUComputePassTimestampWrites | undefined {
    if (!this.#set) return undefined;
    let slot = this.#slots.get(stage);
    if (slot === undefined) {
      slot = this.#slots.size;
      if (slot >= this.#capacity) throw new Error(`No timer slot left for ${stage}.`);
      this.#slots.set(stage, slot);
    }
    return {
      querySet: this.#set,
      ...(edge !== 'end' && { beginningOfPassWriteIndex: 2 * slot }),
      ...(edge !== 'begin' && { endOfPassWriteIndex: 2 * slot + 1 }),
    };
  }

  /** Milliseconds each stage last took on the GPU. */
  async read(): Promise<ReadonlyMap<string, number>> {
    const times = new Map<string, number>();
    if (!this.#set || !this.#resolved || this.#slots.size === 0) return times;
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'timing' });
    encoder.resolveQuerySet(this.#set, 0, 2 * this.#slots.size, this.#resolved, 0);
    this.#gpu.device.queue.submit([encoder.finish()]);
    const ticks = new BigUint64Array(await this.#gpu.read(this.#resolved, 16 * this.#slots.size));
    for (const [stage, slot] of this.#slots) {
      times.set(stage, Number(ticks[2 * slot + 1]! - ticks[2 * slot]!) / 1e6);
    }
    return times;
  }

  destroy(): void {
    this.#set?.destroy();
    this.#gpu.free(this.#resolved);
  }
}
