// skin-where: which triangle of the head each pixel shows.
//
// Draw       one vertex per triangle corner of the head; target r32uint, the triangle's number plus 1
// Reads      spec, positions[] (um), triangles[]
// Order      the nearest triangle wins, of equally near ones the first, so equal frames are equal
// Twin       tests/gpu/view.test.ts (what skin-albedo makes of it)
// Alone and without anything to carry along: triangles are a few pixels large, and whoever shades
// them as they come shades most pixels several times.

import structs::SkinSpec;

@group(0) @binding(0) var<uniform> spec: SkinSpec;
@group(0) @binding(1) var<storage, read> positions: array<i32>;
@group(0) @binding(2) var<storage, read> triangles: array<u32>;

struct Corner {
  @builtin(position) clip: vec4f,
  @location(0) @interpolate(flat) mark: u32,
}

@vertex
fn corner(@builtin(vertex_index) index: u32) -> Corner {
  let at = 3u * triangles[index];
  let p = vec3f(vec3i(positions[at], positions[at + 1u], positions[at + 2u]));
  return Corner(spec.viewProjection * vec4f(p * 0.001, 1.0), index / 3u + 1u);
}

@fragment
fn mark(in: Corner) -> @location(0) u32 {
  return in.mark;
}
