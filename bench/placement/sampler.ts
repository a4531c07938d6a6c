import type { Places } from '../statistics/point-grid.ts';
import type { Case } from './case.ts';

/** A way of placing dots, ready to be timed on one case. */
export interface OpenSampler {
  /** The timed part: mesh in memory to dots in memory. What it gives makes places of them. */
  run(seed: number): Promise<Sampled>;
  /** Most bytes of GPU buffers alive at once; undefined where there is no GPU. */
  gpuPeakBytes?(): number;
  close(): void;
}

export interface Sampled {
  /** Dots the sampler made, of which `places` may be a part. */
  readonly made: number;
  /** Dots at the spacing of the case, um. */
  places(): Places;
}

export interface Sampler {
  readonly name: string;
  /** JavaScript objects a dot needs, bytes: too many end the process without a word. */
  readonly heapBytesPerDot: number;
  /** Why it cannot do a case, or undefined. */
  refuses(job: Case): string | undefined;
  open(job: Case): Promise<OpenSampler>;
}
