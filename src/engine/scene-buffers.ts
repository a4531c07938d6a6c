import type { LocalTone } from '../light/local-tone.ts';
import type { DotGrid, Handed, MeshBuffers, SceneScars } from './handed.ts';
import type { SkinLight } from './skin-light.ts';

/** What a picture needs of the engine; the buffers are the engine's own. */
export interface SceneBuffers extends Omit<MeshBuffers, 'vertexCount'> {
  readonly count: number;
  /** `Dot` and `Choice` structs: where hair grows. Missing where there is skin alone. */
  readonly follicles?: {
    readonly dots: GPUBuffer;
    readonly choices: GPUBuffer;
    readonly healed: GPUBuffer;
  };
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
  /** How places with more or less melanin or blood look. */
  readonly tone: LocalTone;
}

/** Of all that the stages made, what a picture needs. */
export function sceneBuffers(
  { dots, choices, healed, mesh, marks, responses, looks, index, scars }: Handed,
  { footprint, scarLift, tone }: SkinLight,
): SceneBuffers {
  const { positions, triangles } = mesh;
  const { starts, order, bucketMask } = index;
  const { bareReflectance } = footprint;
  return {
    ...{
      count: dots.count,
      follicles: { dots: dots.dots, choices, healed },
      positions,
      triangles,
      marks,
      responses,
      looks,
    },
    ...{ starts, order, bucketMask, scars, bareReflectance, scarLift, tone },
  };
}

/**
 * Buffers that hold one entry per dot: those of the ladder, then those by hand (`added`, then
 * `moved`), then empty room.
 */
export interface DotBuffers {
  readonly count: number;
  readonly ladderCount: number;
  readonly dots: GPUBuffer;
  readonly choices: GPUBuffer;
  readonly deposits: GPUBuffer;
  readonly healed: GPUBuffer;
  readonly bins: GPUBuffer;
  readonly responses: GPUBuffer;
}

/** Of all that the stages made, what there is of single dots. */
export function dotBuffers(made: Handed): DotBuffers {
  const { choices, deposits, healed, bins, responses } = made;
  const { count, dots } = made.dots;
  return {
    count,
    ladderCount: made.ladder.count,
    dots,
    choices,
    deposits,
    healed,
    bins,
    responses,
  };
}

/** What maps read beside the dots: what is asked of the skin, what the dots there add up to, the grid. */
export interface MapBuffers extends MeshBuffers, DotGrid {
  readonly targets: GPUBuffer;
  readonly looks: GPUBuffer;
  readonly light: {
    /** Diffuse reflectance of the bare skin at the six bands. */
    readonly bareReflectance: ArrayLike<number>;
    readonly tone: LocalTone;
    /** How dots add up by depth and band; see `DotFootprint.overlap`. */
    readonly overlap: ArrayLike<number>;
  };
}

/** Of all that the stages made, what maps read beside the dots. */
export function mapBuffers(
  { mesh, targets, looks, index }: Handed,
  { footprint, tone }: SkinLight,
): MapBuffers {
  const { starts, order, bucketMask } = index;
  const { bareReflectance, overlap } = footprint;
  const light = { bareReflectance, tone, overlap };
  return { ...mesh, targets, looks, starts, order, bucketMask, light };
}
