// bitonic: one compare-and-swap step of a bitonic sorting network over four-word keys.
//
// Dispatch   one invocation per pair, capacity / 2 in all
// Reads      step    which block and stride this step has
// Writes     keys[]  pairs in order, ascending within even blocks
// Order      pairs of one step are disjoint, so scheduling cannot matter
// Twin       Array.sort in tests/gpu/sort.test.ts

import package::lib::dispatch::flatIndex;

struct SortStep {
  count: u32,       // pairs in all
  block: u32,       // length of the bitonic block, a power of two
  stride: u32,      // distance of the two keys of a pair
  spare: u32,       // padding to 16 bytes
}

@group(0) @binding(0) var<uniform> step: SortStep;
@group(0) @binding(1) var<storage, read_write> keys: array<vec4u>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let pair = flatIndex(id, WORKGROUP);
  if (pair >= step.count) { return; }

  let low = (pair / step.stride) * 2u * step.stride + pair % step.stride;
  let high = low + step.stride;
  let a = keys[low];
  let b = keys[high];
  let ascending = (low & step.block) == 0u;
  if (after(a, b) == ascending) {
    keys[low] = b;
    keys[high] = a;
  }
}

// Whether key `a` belongs behind key `b`, comparing word by word. Equal keys swap harmlessly.
fn after(a: vec4u, b: vec4u) -> bool {
  if (a.x != b.x) { return a.x > b.x; }
  if (a.y != b.y) { return a.y > b.y; }
  if (a.z != b.z) { return a.z > b.z; }
  return a.w > b.w;
}
