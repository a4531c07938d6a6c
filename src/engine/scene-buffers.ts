import type { SceneScars } from './scene-scars.ts';
import type { SkinLight } from './skin-light.ts';
import type { Stages } from './stages.ts';

/** A head's vertices and triangles. */
export interface MeshBuffers {
  readonly vertexCount: number;
  readonly positions: GPUBuffer;
  readonly triangles: GPUBuffer;
}

/** What a picture needs of the engine; the buffers are the engine's own. */
export interface SceneBuffers extends Omit<MeshBuffers, 'vertexCount'> {
  readonly count: number;
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

export function sceneBuffers(
  { respond, cover, index, scars, manual }: Stages,
  { vertexCount, positions, triangles }: MeshBuffers,
  { footprint, scarLift }: SkinLight,
): SceneBuffers {
  return {
    count: manual.dots.count,
    positions,
    triangles,
    marks: respond.marks,
    responses: respond.responses,
    looks: cover.looks,
    starts: index.starts,
    order: index.order,
    bucketMask: index.bucketMask,
    scars: scars.scene(vertexCount),
    bareReflectance: footprint.bareReflectance,
    scarLift,
  };
}
