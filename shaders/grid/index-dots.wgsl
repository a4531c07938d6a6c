// index-dots: sorts dots into grid cells, so that a picture finds those around a point.
//
// Dispatch   `keyDots`: one invocation per key slot; after the sort `startBuckets`: one per dot and
//            one past the last
// Reads      spec, dots[]
// Writes     keys[] (bucket, dot), then starts[] per bucket and order[]
// Order      keys are unique: bucket, then dot
// Twin       tests/gpu/light/coverage.test.ts

import package::lib::dispatch::flatIndex;
import package::lib::grid::{gridCell, bucketOf};
import structs::{Dot, IndexSpec};

@group(0) @binding(0) var<uniform> spec: IndexSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read_write> keys: array<vec4u>;
@group(0) @binding(3) var<storage, read_write> starts: array<u32>;
@group(0) @binding(4) var<storage, read_write> order: array<u32>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn keyDots(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.keyCapacity) { return; }
  if (index >= spec.dotCount) {
    keys[index] = vec4u(0xffffffffu);
    return;
  }
  let dot = dots[index];
  keys[index] = vec4u(bucketOf(gridCell(vec3i(dot.x, dot.y, dot.z)), spec.bucketMask), index, 0u, 0u);
}

// starts[b] is the first entry of bucket b, starts[b + 1] the first past it. The thread of each
// first entry writes for its bucket and for all empty ones before it.
@compute @workgroup_size(WORKGROUP)
fn startBuckets(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index > spec.dotCount) { return; }
  let buckets = spec.bucketMask + 1u;
  var bucket = buckets;
  if (index < spec.dotCount) {
    bucket = keys[index].x;
    order[index] = keys[index].y;
  }
  var first = 0u;
  if (index > 0u) { first = keys[index - 1u].x + 1u; }
  for (var b = first; b <= bucket; b++) { starts[b] = index; }
}
