// settle-darts: one round in which darts that conflict find out who stays.
//
// Dispatch   one invocation per surviving dart, indirect; a fixed number of rounds a turn
// Reads      dartPlaces[], dartFacts[], dartHeads[]
// Writes     states[]  0 open, 1 accepted, 2 rejected; only ever raised from 0
// Order      a dart is accepted only once every stronger neighbour is known to be rejected, so
//            a stale read can delay an answer but never change it (Blelloch et al. 2012)
// Twin       tests/helpers/ladder-twin.ts

import package::lib::dispatch::flatIndex;
import package::placement::ladder::{Ladder, Tally, Place, Facts, distanceSq, cellsOf, cellCount, cellAt,
  bucketOf, beats};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read> dartPlaces: array<Place>;
@group(0) @binding(3) var<storage, read> dartFacts: array<Facts>;
@group(0) @binding(4) var<storage, read> dartHeads: array<u32>;
@group(0) @binding(5) var<storage, read_write> states: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= min(atomicLoad(&tally.darts), ladder.dartCapacity)) { return; }
  if (atomicLoad(&states[index]) != 0u) { return; }

  let level = ladder.levels[tally.level];
  let cellUm = 2u * level.ceilingUm;
  let p = dartPlaces[index].xyz;
  let reach = vec3i(i32(level.radiusUm));
  let around = cellsOf(p - reach, p + reach, cellUm);
  let count = cellCount(around);
  var waiting = false;
  var next = 0u;
  var at = 0u;
  loop {
    if (at == 0u) {
      if (next == count) { break; }
      at = dartHeads[bucketOf(cellAt(around, next), ladder.bucketMask)];
      next++;
      continue;
    }
    let link = at - 1u;
    let other = dartPlaces[link];
    at = u32(other.w);
    if (link == index || distanceSq(p, other.xyz) >= level.radiusSq) { continue; }
    let state = atomicLoad(&states[link]);
    if (state == 1u) {
      atomicStore(&states[index], 2u);
      return;
    }
    if (state == 0u && beats(dartFacts[link], dartFacts[index])) { waiting = true; }
  }
  if (!waiting) { atomicStore(&states[index], 1u); }
}
