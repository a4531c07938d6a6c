// scars: how much of the skin at a point is scar.

import package::lib::grid::{gridCell, bucketOf};
import package::view::disc::blurredDisc;
import package::view::nearby::spec;

@group(0) @binding(8) var<storage, read> scars: array<u32>;

// Softness of a scar's own edge, mm, as a standard deviation: assumed.
const SCAR_EDGE_MM: f32 = 0.05;

// Share of scar among the single round ones.
fn scarsAround(p: vec3f, widthMm: f32) -> f32 {
  let blur = sqrt(SCAR_EDGE_MM * SCAR_EDGE_MM + 0.16 * widthMm * widthMm);
  let low = gridCell(vec3i(p * 1000.0) - vec3i(1500));
  let buckets = spec.vertexCount;
  let dots = buckets + spec.scarMask + 2u;
  var share = 0.0;
  for (var neighbour = 0u; neighbour < 8u; neighbour++) {
    let cell = low + vec3u(neighbour & 1u, (neighbour >> 1u) & 1u, neighbour >> 2u);
    let bucket = buckets + bucketOf(cell, spec.scarMask);
    for (var at = scars[bucket]; at < scars[bucket + 1u]; at++) {
      let word = dots + 4u * at;
      let place = vec3i(vec3u(scars[word], scars[word + 1u], scars[word + 2u]));
      // Two cells may share a bucket; its dots count in their own cell only.
      if (any(gridCell(place) != cell)) { continue; }
      let off = vec3f(place) * 0.001 - p;
      share += blurredDisc(dot(off, off), f32(scars[word + 3u]) * 0.001, blur);
    }
  }
  return share;
}
