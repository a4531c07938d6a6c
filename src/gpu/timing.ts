import type { Gpu } from './gpu.ts';

/** Milliseconds of one stage; `gpu` is null where the adapter has no timestamps. */
export interface StageTime {
  readonly gpu: number | null;
  readonly wall: number;
}

/** Which end of a stretch of work a pass marks. */
type TimedEdge = 'both' | 'begin' | 'end';

/** What marks the first and the last pass of work that goes over several. */
export type TimedEnds = (edge: TimedEdge) => ReturnType<Timer['writes']> | undefined;

/**
 * Times compute passes with GPU timestamps: one pair of queries a stage, or one for each part of it.
 * `read()` is for numbers on screen and benches, not for the frame loop.
 */
export class Timer {
  readonly #gpu: Gpu;
  readonly #set: GPUQuerySet | undefined;
  readonly #resolved: GPUBuffer | undefined;
  readonly #slots = new Map<string, { readonly stage: string; readonly at: number }>();
  /** Slots that hold what their stage did when it last ran. */
  readonly #current = new Set<string>();
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

  /** Forgets what these stages took before: not every part of a stage runs every time. */
  restart(stages: ReadonlySet<string>): void {
    for (const [name, { stage }] of this.#slots) {
      if (stages.has(stage)) this.#current.delete(name);
    }
  }

  /**
   * What to add to the descriptor of a pass that belongs to `stage`; work of several passes marks
   * its first with `begin` and its last with `end`.
   *
   * @param part - Of a stage whose passes are not one stretch: the time of its parts is summed.
   */
  writes(
    stage: string,
    edge: TimedEdge = 'both',
    part = '',
  ): { timestampWrites?: GPUComputePassTimestampWrites } {
    if (!this.#set) return {};
    const name = `${stage}.${part}`;
    const at = this.#slots.get(name)?.at ?? this.#slots.size;
    if (at >= this.#capacity) throw new Error(`No timer slot left for ${name}.`);
    this.#slots.set(name, { stage, at });
    this.#current.add(name);
    return {
      timestampWrites: {
        querySet: this.#set,
        ...(edge !== 'end' && { beginningOfPassWriteIndex: 2 * at }),
        ...(edge !== 'begin' && { endOfPassWriteIndex: 2 * at + 1 }),
      },
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
    for (const [name, { stage, at }] of this.#slots) {
      if (!this.#current.has(name)) continue;
      const tookMs = Number(ticks[2 * at + 1]! - ticks[2 * at]!) / 1e6;
      times.set(stage, (times.get(stage) ?? 0) + tookMs);
    }
    return times;
  }

  destroy(): void {
    this.#set?.destroy();
    this.#gpu.free(this.#resolved);
  }
}
