// enlist-dots: enters all dots of earlier levels into a hash grid fit for this level's radius.
//
// Dispatch   one invocation per dot so far, indirect
// Reads      dotPlaces[]
// Writes     dotGrid[]: heads (cleared before), then eight nodes a dot, each the next link
// Order      chains depend on scheduling; readers take every link, so answers do not
// Twin       tests/helpers/twins/ladder-twin.ts
// A dot stands in the list of every grid cell that its box reaches: whoever asks what is near a
// point looks into one list only.

import package::lib::dispatch::flatIndex;
import package::placement::ladder::{Place, Span, spanOf, hasCorner, cornerStep, bucketOf};
import structs::{Ladder, Tally};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read> dotPlaces: array<Place>;
@group(0) @binding(3) var<storage, read_write> dotGrid: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= tally.levelStart) { return; }
  let level = ladder.levels[tally.level];
  let span = spanOf(dotPlaces[index].xyz, level);
  for (var corner = 0u; corner < 8u; corner++) {
    if (!hasCorner(span, corner)) { continue; }
    let bucket = bucketOf(span.first + cornerStep(corner), level.bucketMask);
    let node = ladder.nodesAt + 8u * index + corner;
    atomicStore(&dotGrid[node], atomicExchange(&dotGrid[bucket], node));
  }
}
