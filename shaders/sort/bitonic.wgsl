// bitonic: compare-and-swap steps of a bitonic sorting network over four-word keys.
//
// Dispatch   `pairs`: one stride, one invocation per pair; `quads`: a stride and its half in one go,
//            one invocation per four keys, half the trips to memory
// Reads      step    which block and stride this step has
// Writes     keys[]  pairs in order, ascending within even blocks
// Order      the keys of one invocation are its own, so scheduling cannot matter
// Twin       Array.sort in tests/gpu/placement/sort.test.ts

import package::lib::dispatch::flatIndex;
import structs::SortStep;

@group(0) @binding(0) var<uniform> step: SortStep;
@group(0) @binding(1) var<storage, read_write> keys: array<vec4u>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn pairs(@builtin(global_invocation_id) id: vec3u) {
  let pair = flatIndex(id, WORKGROUP);
  if (pair >= step.count) { return; }

  let low = (pair / step.stride) * 2u * step.stride + pair % step.stride;
  let high = low + step.stride;
  let both = ordered(keys[low], keys[high], ascends(low));
  keys[low] = both.low;
  keys[high] = both.high;
}

@compute @workgroup_size(WORKGROUP)
fn quads(@builtin(global_invocation_id) id: vec3u) {
  let quad = flatIndex(id, WORKGROUP);
  if (quad >= step.count) { return; }

  let half = step.stride / 2u;
  let at = (quad / half) * 2u * step.stride + quad % half;
  let up = ascends(at);
  let even = ordered(keys[at], keys[at + step.stride], up);
  let odd = ordered(keys[at + half], keys[at + step.stride + half], up);
  let first = ordered(even.low, odd.low, up);
  let second = ordered(even.high, odd.high, up);
  keys[at] = first.low;
  keys[at + half] = first.high;
  keys[at + step.stride] = second.low;
  keys[at + step.stride + half] = second.high;
}

fn ascends(index: u32) -> bool {
  return (index & step.block) == 0u;
}

struct Pair {
  low: vec4u,
  high: vec4u,
}

// The two keys as they shall stand.
fn ordered(a: vec4u, b: vec4u, ascending: bool) -> Pair {
  if (after(a, b) == ascending) { return Pair(b, a); }
  return Pair(a, b);
}

// Whether key `a` belongs behind key `b`, comparing word by word. Equal keys swap harmlessly.
fn after(a: vec4u, b: vec4u) -> bool {
  if (a.x != b.x) { return a.x > b.x; }
  if (a.y != b.y) { return a.y > b.y; }
  if (a.z != b.z) { return a.z > b.z; }
  return a.w > b.w;
}
