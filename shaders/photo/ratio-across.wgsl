// ratio-across: how much of its light each pixel of a part of a photograph keeps, smoothed along rows.
//
// Dispatch   one invocation per pixel of the part and its margin
// Reads      spec, before[] and after[], four halves a pixel: the skin without and with the dots
// Writes     across[]  linear RGB with the dots over that without, blurred across
// Order      none
// Twin       tests/gpu/photo.test.ts

import package::lib::dispatch::flatIndex;
import structs::PhotoSpec;

@group(0) @binding(0) var<uniform> spec: PhotoSpec;
@group(0) @binding(1) var<storage, read> before: array<vec2u>;
@group(0) @binding(2) var<storage, read> after: array<vec2u>;
@group(0) @binding(3) var<storage, read_write> across: array<vec4f>;

override WORKGROUP: u32 = 64;

// Skin darker than this, linear, has no ratio worth the name.
const DARKEST: f32 = 1e-4;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.drawnWidth * spec.drawnHeight) { return; }
  let x = i32(index % spec.drawnWidth);
  let row = (index / spec.drawnWidth) * spec.rowTexels;
  let reach = i32(spec.reachPx);
  var sum = vec3f(0.0);
  var share = 0.0;
  for (var off = -reach; off <= reach; off++) {
    let at = row + u32(clamp(x + off, 0, i32(spec.drawnWidth) - 1));
    let weight = exp(-f32(off * off) * spec.fall);
    sum += weight * ratioAt(at);
    share += weight;
  }
  across[index] = vec4f(sum / share, 1.0);
}

fn ratioAt(at: u32) -> vec3f {
  let bare = vec3f(unpack2x16float(before[at].x), unpack2x16float(before[at].y).x);
  let dotted = vec3f(unpack2x16float(after[at].x), unpack2x16float(after[at].y).x);
  return select(vec3f(1.0), dotted / max(bare, vec3f(DARKEST)), bare > vec3f(DARKEST));
}
