// order-dots: puts the dots in their one true order, highest rank first, then by place.
//
// Dispatch   `keyDots`: one invocation per key slot; after the sort `gather`: one per dot
// Reads      dotPlaces[], dotFacts[], facets[]
// Writes     keys[], then dots[] as the later stages read them
// Order      keys are unique, because no two dots share a place
// Twin       tests/helpers/twins/ladder-twin.ts

import package::lib::dispatch::flatIndex;
import package::placement::ladder::Place;
import structs::{Dot, Facet, Ladder, Tally};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read> facets: array<Facet>;
@group(0) @binding(3) var<storage, read> dotPlaces: array<Place>;
@group(0) @binding(4) var<storage, read> dotFacts: array<vec2u>;
@group(0) @binding(5) var<storage, read_write> keys: array<vec4u>;
@group(0) @binding(6) var<storage, read_write> dots: array<Dot>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn keyDots(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= ladder.keyCapacity) { return; }
  if (index >= atomicLoad(&tally.dots)) {
    keys[index] = vec4u(0xffffffffu);
    return;
  }
  let facts = dotFacts[index];
  keys[index] = vec4u(~u32(dotPlaces[index].w), facets[facts.x].triangle, facts.y, index);
}

@compute @workgroup_size(WORKGROUP)
fn gather(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= atomicLoad(&tally.dots)) { return; }
  let key = keys[index];
  let p = dotPlaces[key.w];
  dots[index] = Dot(p.x, p.y, p.z, ~key.x, key.y, key.z);
}
