// preview-front: carries exact distances from a line over to one in hand, by how much nearer or
// farther that one is through the air. Where neither changes, every bit stays.
//
// Dispatch   one invocation per vertex
// Reads      spec      vertices; where there is something to do; how much nearer the whole line
//                      may be in front of the front
//            given[]   what is known at each vertex, with the exact distances of the exact line
//            exact[]   straight distances from the exact line
//            drawn[]   straight distances from the line in hand
// Writes     shown[]   as given, with the distances of the line in hand
// Order      none; floats, so these numbers are looked at and never kept
// Twin       tests/gpu/front-preview.test.ts

import package::lib::dispatch::flatIndex;
import structs::{LineDistance, PreviewSpec, VertexGiven};

@group(0) @binding(0) var<uniform> spec: PreviewSpec;
@group(0) @binding(1) var<storage, read> given: array<VertexGiven>;
@group(0) @binding(2) var<storage, read> exact: array<LineDistance>;
@group(0) @binding(3) var<storage, read> drawn: array<LineDistance>;
@group(0) @binding(4) var<storage, read_write> shown: array<VertexGiven>;

override WORKGROUP: u32 = 64;

const SAME_MM: f32 = 0.001;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.vertexCount) { return; }
  var at = given[index];
  let before = exact[index];
  let now = drawn[index];
  let moved = vec2f(now.edgeMm - before.edgeMm, now.frontMm - before.frontMm);
  if (at.boundary64 >= -spec.reach64 && any(abs(moved) > vec2f(SAME_MM))) {
    let crossed = (now.edgeMm > 0.0) != (before.edgeMm > 0.0);
    let inside = (at.boundary64 > 0) != crossed;
    let edgeMm = carried(at.boundary64, abs(before.edgeMm), abs(now.edgeMm));
    let frontMm = carried(at.front64, before.frontMm, now.frontMm);
    let ahead = !inside && frontMm - edgeMm <= spec.frontSlackMm;
    at.boundary64 = signed64(edgeMm, inside);
    at.front64 = signed64(frontMm, !ahead);
  }
  shown[index] = at;
}

// The way over the skin is longer than the straight one by what the skin bends: on a ball with the
// cube of the way. Towards a line the excess so runs out; away from it, it is kept.
fn carried(exact64: i32, beforeMm: f32, nowMm: f32) -> f32 {
  let excessMm = max(0.0, f32(abs(exact64)) / 64.0 - beforeMm);
  let ratio = min(nowMm / max(beforeMm, SAME_MM), 1.0);
  return nowMm + excessMm * ratio * ratio * ratio;
}

fn signed64(mm: f32, positive: bool) -> i32 {
  let size = i32(round(64.0 * mm));
  return select(-size, size, positive);
}
