/** A closed triangle mesh in the head frame (design: millimetres; positions in micrometres). */
export interface SurfaceMesh {
  /** Three per vertex, micrometres. Integers, because positions decide dots. */
  readonly positionsUm: Int32Array;
  /** Three vertex indices per triangle, counter-clockwise seen from outside. */
  readonly triangles: Uint32Array;
  /** Three per vertex, unit length, outward. */
  readonly normals: Float32Array;
  /** Per vertex, 0 (closed in) to 1 (open sky): share of ambient light that arrives. */
  readonly occlusion: Float32Array;
}
