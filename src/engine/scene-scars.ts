/** Scars as pictures and the choice of dots bind them: laid out by `packScars`. */
export interface SceneScars {
  readonly buffer: GPUBuffer;
  /** Buckets of the grid less one; 0 where there is no scar. */
  readonly bucketMask: number;
  /** Shares that stand before the grid. */
  readonly vertexCount: number;
}
