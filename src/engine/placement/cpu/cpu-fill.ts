import type { Gpu } from '../../../gpu/gpu.ts';
import type { DotLadder } from '../../handed.ts';
import { Dot } from '../../structs.ts';
import { type FillOptions, fillJob } from '../fill-job.ts';
import { wasmFiller } from './wasm-filler.ts';

/** Fills as `LadderFill` does, dot for dot, but works it out on the CPU. */
export class CpuFill {
  readonly #gpu: Gpu;
  readonly #options: FillOptions;

  constructor(gpu: Gpu, options: FillOptions = {}) {
    this.#gpu = gpu;
    this.#options = options;
  }

  /** Fills down to at most `radiusUm` and puts the dots on the GPU. */
  async run(
    mesh: { positionsUm: Int32Array; triangles: Uint32Array },
    treated: Uint8Array,
    seed: number,
    radiusUm: number,
  ): Promise<DotLadder> {
    const job = fillJob(mesh, treated, seed, radiusUm, this.#options);
    const words = await (this.#options.filler ?? wasmFiller)(job);
    return {
      dots: this.#gpu.buffer('placement.dots', words),
      count: words.byteLength / Dot.bytes,
      radiusUm: job.rungs.at(-1)!,
    };
  }
}
