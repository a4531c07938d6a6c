import type { Head } from '../head/head.ts';
import type { ScalpFields } from '../scalp/fields.ts';

/** A head's vertices and triangles. */
export interface MeshBuffers {
  readonly vertexCount: number;
  /** Three per vertex, µm. */
  readonly positions: GPUBuffer;
  readonly triangles: GPUBuffer;
}

/** Every dot a head can have down to a radius, best rank first. */
export interface DotLadder {
  /** `Dot` structs in order of rank. */
  readonly dots: GPUBuffer;
  readonly count: number;
  /** Smallest radius that was filled, µm: denser than this the ladder cannot answer. */
  readonly radiusUm: number;
}

/** The hash grid through which the dots around a point are found, best rank first in a bucket. */
export interface DotGrid {
  /** First entry of each bucket in `order`, and one past the last. */
  readonly starts: GPUBuffer;
  readonly order: GPUBuffer;
  readonly bucketMask: number;
}

/** Scars as pictures and the choice of dots bind them: laid out by `packScars`. */
export interface SceneScars {
  readonly buffer: GPUBuffer;
  /** Buckets of the grid less one; 0 where there is no scar. */
  readonly bucketMask: number;
  /** Shares that stand before the grid. */
  readonly vertexCount: number;
}

/** What the stages hand on: each puts in what it makes, and reads what those before it put in. */
export interface Handed {
  head: Head;
  mesh: MeshBuffers;
  fields: ScalpFields;
  /** `VertexTarget` structs. */
  targets: GPUBuffer;
  ladder: DotLadder;
  /** The ladder's dots, those by hand, and empty room behind them. */
  dots: DotLadder;
  index: DotGrid;
  scars: SceneScars;
  /** One struct a dot, as named in `structs.ts`. */
  choices: GPUBuffer;
  /** Squared radius of the last dot that is wanted at each density, 1/64 per cm². */
  rankSqOf: GPUBuffer;
  deposits: GPUBuffer;
  healed: GPUBuffer;
  /** Pigment left by depth, `BINS` floats a dot, µg. */
  bins: GPUBuffer;
  responses: GPUBuffer;
  marks: GPUBuffer;
  /** `VertexLook` structs. */
  looks: GPUBuffer;
}
