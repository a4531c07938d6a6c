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
  /** Diffuse reflectance of the bare skin at the six bands. */
  readonly bareReflectance: ArrayLike<number>;
}
