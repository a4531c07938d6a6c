// rank-dots: gives each dot of the level its rank, the largest radius at which it still fits in.
//
// Dispatch   one invocation per dot, indirect; entry `clearance` first, then `rank`
// Reads      dotPlaces[], dotHeads[]
// Writes     dotFacts[].z (squared distance to earlier levels), then dotFacts[].w, the rank
// Order      `rank` reads only what `clearance` wrote, so scheduling cannot matter
// Twin       tests/helpers/ladder-twin.ts
// Of two dots the one ranked lower is never ranked above their distance: whatever radius is
// asked for later, the dots that rank at least that high keep it between them.

import package::lib::dispatch::flatIndex;
import package::placement::ladder::{Ladder, Tally, Place, Facts, distanceSq, cellsOf, cellCount, cellAt,
  bucketOf, beats};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read> dotPlaces: array<Place>;
@group(0) @binding(3) var<storage, read_write> dotFacts: array<Facts>;
@group(0) @binding(4) var<storage, read> dotHeads: array<u32>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn clearance(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index < tally.levelStart || index >= min(atomicLoad(&tally.dots), ladder.dotCapacity)) { return; }
  dotFacts[index].z = nearest(index, true);
}

@compute @workgroup_size(WORKGROUP)
fn rank(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index < tally.levelStart || index >= min(atomicLoad(&tally.dots), ladder.dotCapacity)) { return; }
  dotFacts[index].w = min(dotFacts[index].z, nearest(index, false));
}

// Smallest squared distance to a dot of an earlier level, or else to a dot of this level that
// comes before it; just under the level's ceiling where there is none.
fn nearest(index: u32, earlierLevels: bool) -> u32 {
  let level = ladder.levels[tally.level];
  let cellUm = 2u * level.ceilingUm;
  let p = dotPlaces[index].xyz;
  let reach = vec3i(i32(level.ceilingUm));
  let around = cellsOf(p - reach, p + reach, cellUm);
  let count = cellCount(around);
  var closest = level.ceilingSq - 1u;
  var next = 0u;
  var at = 0u;
  loop {
    if (at == 0u) {
      if (next == count) { break; }
      at = dotHeads[bucketOf(cellAt(around, next), ladder.bucketMask)];
      next++;
      continue;
    }
    let link = at - 1u;
    let other = dotPlaces[link];
    at = u32(other.w);
    if (link == index || (link < tally.levelStart) != earlierLevels) { continue; }
    let near = distanceSq(p, other.xyz);
    if (near < closest && (earlierLevels || beats(dotFacts[link], dotFacts[index]))) {
      closest = near;
    }
  }
  return closest;
}
