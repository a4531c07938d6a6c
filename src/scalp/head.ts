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

/** A point or direction: x to the subject's left, y up, z forward. Millimetres where a point. */
export type Vec3 = readonly [x: number, y: number, z: number];

/** A closed triangle mesh in the head frame (design: millimetres; positions in micrometres). */
export interface HeadMesh {
  /** Three per vertex, micrometres. Integers, because positions decide dots. */
  readonly positionsUm: Int32Array;
  /** Three vertex indices per triangle, counter-clockwise seen from outside. */
  readonly triangles: Uint32Array;
  /** Three per vertex, unit length, outward. */
  readonly normals: Float32Array;
  /** Per vertex, 0 (closed in) to 1 (open sky): share of ambient light that arrives. */
  readonly occlusion: Float32Array;
}

/** A head ready for fields: the mesh and what is known about it. */
export interface Head {
  readonly mesh: HeadMesh;
  readonly landmarks: Readonly<Record<LandmarkName, Vec3>>;
  /** Per vertex, 1 where hair can grow on a scalp (ears, face and neck are 0). */
  readonly scalp: Uint8Array;
}
