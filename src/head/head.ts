import type { Vec3 } from '../base/vec3.ts';
import type { SurfaceMesh } from '../surface/surface-mesh.ts';

/** Named anatomical points, millimetres in the head frame. Left is the subject's left (x > 0). */
export const LANDMARKS = [
  'nasion',
  'glabella',
  'trichion',
  'vertex',
  'opisthocranion',
  'inion',
  'menton',
  'tragionLeft',
  'tragionRight',
  'euryonLeft',
  'euryonRight',
  'frontotemporaleLeft',
  'frontotemporaleRight',
  'canthusLeft',
  'canthusRight',
  'pupilLeft',
  'pupilRight',
] as const;

export type LandmarkName = (typeof LANDMARKS)[number];

/** A head ready for fields: the mesh and what is known about it. */
export interface Head {
  readonly mesh: SurfaceMesh;
  readonly landmarks: Readonly<Record<LandmarkName, Vec3>>;
  /** Per vertex, 1 where hair can grow on a scalp (ears, face and neck are 0). */
  readonly scalp: Uint8Array;
}
