import type { Gpu } from './gpu.ts';
import { Kernel, WORKGROUP } from './kernel.ts';
import { struct } from './layout.ts';
import { together } from './together.ts';

const SortStep = struct('SortStep', {
  count: 'u32', // invocations in all
  block: 'u32', // length of the bitonic block, a power of two
  stride: 'u32', // distance of the two keys of a pair
});

/** Bytes from one step's uniforms to the next: the largest alignment WebGPU may ask for. */
const UNIFORM_STRIDE = 256;

/**
 * Bitonic sort of four-word keys, ascending, first word first. Unique keys give one answer
 * whatever the scheduling; no subgroups and no forward progress between workgroups is assumed.
 *
 * Batcher 1968, "Sorting networks and their applications", AFIPS 32.
 */
export class KeySort {
  readonly #gpu: Gpu;
  readonly #pairs: Kernel;
  readonly #quads: Kernel;

  private constructor(gpu: Gpu, pairs: Kernel, quads: Kernel) {
    this.#gpu = gpu;
    this.#pairs = pairs;
    this.#quads = quads;
  }

  static async create(gpu: Gpu, workgroup = WORKGROUP): Promise<KeySort> {
    const make = (entryPoint: string) =>
      Kernel.create(gpu, 'sort/bitonic', { entryPoint, constants: { WORKGROUP: workgroup } });
    const [pairs, quads] = await together([make('pairs'), make('quads')]);
    return new KeySort(gpu, pairs, quads);
  }

  /** Room for `count` keys: the next power of two, filled up with keys that sort last. */
  static capacity(count: number): number {
    return 2 ** Math.ceil(Math.log2(Math.max(2, count)));
  }

  /**
   * Sorts `keys`, whose length must be {@link capacity}; slots past the real keys must hold
   * 0xffffffff words. Submits by itself.
   */
  run(keys: GPUBuffer, capacity: number): void {
    const { device } = this.#gpu;
    const steps: { kernel: Kernel; threads: number; packed: Uint8Array }[] = [];
    for (let block = 2; block <= capacity; block *= 2) {
      // A stride and its half at a time; where their number is odd, the last one alone.
      for (let stride = block / 2; stride >= 1; ) {
        const quads = stride > 1;
        const threads = capacity / (quads ? 4 : 2);
        steps.push({
          kernel: quads ? this.#quads : this.#pairs,
          threads,
          packed: SortStep.pack({ count: threads, block, stride }),
        });
        stride /= quads ? 4 : 2;
      }
    }
    const table = new Uint8Array(steps.length * UNIFORM_STRIDE);
    for (const [i, { packed }] of steps.entries()) table.set(packed, i * UNIFORM_STRIDE);
    const source = this.#gpu.buffer('sort.steps', table, GPUBufferUsage.COPY_SRC);
    const step = this.#gpu.buffer('sort.step', SortStep.bytes, GPUBufferUsage.UNIFORM);
    const groups = new Map(
      [this.#pairs, this.#quads].map((kernel) => [kernel, kernel.bind({ step, keys })]),
    );
    const encoder = device.createCommandEncoder({ label: 'sort' });
    for (const [i, { kernel, threads }] of steps.entries()) {
      encoder.copyBufferToBuffer(source, i * UNIFORM_STRIDE, step, 0, SortStep.bytes);
      const pass = encoder.beginComputePass({ label: 'sort' });
      kernel.dispatch(pass, groups.get(kernel)!, threads);
      pass.end();
    }
    device.queue.submit([encoder.finish()]);
    this.#gpu.free(source);
    this.#gpu.free(step);
  }
}
