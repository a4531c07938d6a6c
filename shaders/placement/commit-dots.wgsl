// commit-dots: accepted darts become dots and enter the dots' hash grid.
//
// Dispatch   one invocation per surviving dart, indirect
// Reads      dartPlaces[], dartFacts[], states[]
// Writes     dotPlaces[], dotFacts[], dotHeads[], tally.dots; counts darts that no round settled
// Order      slots depend on scheduling, the set does not; a final sort restores one order
// Twin       tests/helpers/ladder-twin.ts

import package::lib::dispatch::flatIndex;
import package::placement::ladder::{Ladder, Tally, Place, Facts, gridCell, bucketOf};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read> dartPlaces: array<Place>;
@group(0) @binding(3) var<storage, read> dartFacts: array<Facts>;
@group(0) @binding(4) var<storage, read_write> states: array<u32>;
@group(0) @binding(5) var<storage, read_write> dotPlaces: array<Place>;
@group(0) @binding(6) var<storage, read_write> dotFacts: array<Facts>;
@group(0) @binding(7) var<storage, read_write> dotHeads: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= min(atomicLoad(&tally.darts), ladder.dartCapacity)) { return; }
  let state = states[index];
  states[index] = 0u; // ready for the next turn's dart in this slot
  if (state == 0u) { atomicAdd(&tally.undecided, 1u); }
  if (state != 1u) { return; }

  let slot = atomicAdd(&tally.dots, 1u);
  if (slot >= ladder.dotCapacity) {
    atomicAdd(&tally.overflow, 1u);
    return;
  }
  let p = dartPlaces[index].xyz;
  let cellUm = 2u * ladder.levels[tally.level].ceilingUm;
  let bucket = bucketOf(gridCell(p, cellUm), ladder.bucketMask);
  dotPlaces[slot] = Place(p, i32(atomicExchange(&dotHeads[bucket], slot + 1u)));
  dotFacts[slot] = dartFacts[index];
}
