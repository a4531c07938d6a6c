// head-edges: how far the head is at four places of every pixel, so that its edges are smooth though
// each pixel is lit and coloured once.
//
// Draw       one vertex per triangle corner of the head; depth alone, four samples
// Reads      spec, positions[] (um), triangles[]
// Twin       tests/gpu/edges.test.ts (shares of a pixel against a picture eight times as fine)

import structs::EdgeSpec;

@group(0) @binding(0) var<uniform> spec: EdgeSpec;
@group(0) @binding(1) var<storage, read> positions: array<i32>;
@group(0) @binding(2) var<storage, read> triangles: array<u32>;

@vertex
fn corner(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  let at = 3u * triangles[index];
  let p = vec3f(vec3i(positions[at], positions[at + 1u], positions[at + 2u]));
  return spec.viewProjection * vec4f(p * 0.001, 1.0);
}
