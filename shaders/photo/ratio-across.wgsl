// ratio-across: how much of its light each pixel of a part of a photograph keeps, smoothed along rows.
//
// Dispatch   one invocation per pixel of the part and its margin
// Reads      spec, before[] and after[], four halves a texel: the skin without and with the dots; in a
//            draft a texel stands for `stride` by `stride` pixels
// Writes     across[]  linear RGB with the dots over that without, blurred across
// Order      none
// Twin       tests/gpu/photo/composite.test.ts

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
  let y = index / spec.drawnWidth;
  let reach = i32(spec.reachPx);
  var sum = vec3f(0.0);
  var share = 0.0;
  for (var off = -reach; off <= reach; off++) {
    let at = u32(clamp(x + off, 0, i32(spec.drawnWidth) - 1));
    let weight = exp(-f32(off * off) * spec.fall);
    sum += weight * ratioAt(vec2u(at, y));
    share += weight;
  }
  across[index] = vec4f(sum / share, 1.0);
}

fn ratioAt(pixel: vec2u) -> vec3f {
  if (spec.stride == 1u) { return ratioOf(pixel); }
  // Between the four nearest texels of a draft.
  let stride = f32(spec.stride);
  let last = (vec2u(spec.drawnWidth, spec.drawnHeight) - 1u) / spec.stride;
  let at = clamp((vec2f(pixel) + 0.5) / stride - 0.5, vec2f(0.0), vec2f(last));
  let low = vec2u(at);
  let high = min(low + 1u, last);
  let part = at - vec2f(low);
  let top = mix(ratioOf(low), ratioOf(vec2u(high.x, low.y)), part.x);
  let bottom = mix(ratioOf(vec2u(low.x, high.y)), ratioOf(high), part.x);
  return mix(top, bottom, part.y);
}

fn ratioOf(texel: vec2u) -> vec3f {
  let at = texel.y * spec.rowTexels + texel.x;
  let bare = vec3f(unpack2x16float(before[at].x), unpack2x16float(before[at].y).x);
  let dotted = vec3f(unpack2x16float(after[at].x), unpack2x16float(after[at].y).x);
  return select(vec3f(1.0), dotted / max(bare, vec3f(DARKEST)), bare > vec3f(DARKEST));
}
