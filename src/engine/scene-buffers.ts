import type { SceneScars } from './coverage/scar-index.ts';

/** What a picture needs of the engine; the buffers are the engine's own. */
export interface SceneBuffers {
  readonly count: number;
  readonly positions: GPUBuffer;
  readonly triangles: GPUBuffer;
  readonly marks: GPUBuffer;
  readonly responses: GPUBuffer;
  readonly looks: GPUBuffer;
  readonly starts: GPUBuffer;
  readonly order: GPUBuffer;
  readonly bucketMask: number;
  readonly scars: SceneScars;
  /** Diffuse reflectance of the bare skin at the six bands. */
  readonly bareReflectance: ArrayLike<number>;
  /** How much more light a scar gives back, R/R0 - 1 at the six bands. */
  readonly scarLift: ArrayLike<number>;
}
