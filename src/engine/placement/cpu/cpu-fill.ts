import type { Gpu } from '../../../gpu/gpu.ts';
import type { DotLadder } from '../../handed.ts';
import { Dot } from '../../structs.ts';
import { type FillJob, type FillOptions, fillJob } from '../fill-job.ts';
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
    return ladderOf(this.#gpu, await this.words(job), job.rungs.at(-1)!);
  }

  /** Does a job without a GPU: the words of its dots. */
  words(job: FillJob): Promise<Uint32Array<ArrayBuffer>> {
    return (this.#options.filler ?? wasmFiller)(job);
  }
}

/** Puts the words of dots, `Dot` structs in order of rank, on the GPU. */
export function ladderOf(gpu: Gpu, words: Uint32Array<ArrayBuffer>, radiusUm: number): DotLadder {
  return {
    dots: gpu.buffer('placement.dots', words),
    count: words.byteLength / Dot.bytes,
    radiusUm,
  };
}
