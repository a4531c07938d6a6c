// hash-dots: enters all dots of earlier levels into a hash grid fit for this level's radius.
//
// Dispatch   one invocation per dot so far, indirect
// Reads      tally
// Writes     the links in dotPlaces[], dotHeads[] (cleared before)
// Order      chains depend on scheduling; readers take every link, so answers do not
// Twin       tests/helpers/ladder-twin.ts

import package::lib::dispatch::flatIndex;
import package::placement::ladder::{Ladder, Tally, Place, gridCell, bucketOf};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read_write> dotPlaces: array<Place>;
@group(0) @binding(3) var<storage, read_write> dotHeads: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= tally.levelStart) { return; }
  let cellUm = 2u * ladder.levels[tally.level].ceilingUm;
  let p = dotPlaces[index].xyz;
  let bucket = bucketOf(gridCell(p, cellUm), ladder.bucketMask);
  dotPlaces[index].w = i32(atomicExchange(&dotHeads[bucket], index + 1u));
}
