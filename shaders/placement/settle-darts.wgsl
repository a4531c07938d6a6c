// settle-darts: a dart that beats all darts within the ceiling becomes a dot, its clearance its rank.
//
// Dispatch   one invocation per surviving dart, indirect
// Reads      dartPlaces[], dartFacts[], dartHeads[]
// Writes     dotPlaces[], dotFacts[], dotGrid[], tally.dots
// Order      slots depend on scheduling, the set does not: whether a dart stays depends on the
//            darts of this turn alone; a final sort restores one order
// Twin       tests/helpers/twins/ladder-twin.ts
// Losers are not looked at again: their cells throw anew. As no two dots of a turn lie within the
// ceiling, a dot's distance to the dots before it is the largest radius at which it still fits.

import package::lib::dispatch::flatIndex;
import package::placement::ladder::{Place, Facts, Span, distanceSq, spanOf, hasCorner,
  cornerStep, gridUm, gridCell, bucketOf, beats};
import structs::{Ladder, Level, Tally};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read> dartPlaces: array<Place>;
@group(0) @binding(3) var<storage, read> dartFacts: array<Facts>;
@group(0) @binding(4) var<storage, read> dartHeads: array<u32>;
@group(0) @binding(5) var<storage, read_write> dotPlaces: array<Place>;
@group(0) @binding(6) var<storage, read_write> dotFacts: array<vec2u>;
@group(0) @binding(7) var<storage, read_write> dotGrid: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= min(atomicLoad(&tally.darts), ladder.dartCapacity)) { return; }
  let level = ladder.levels[tally.level];
  let p = dartPlaces[index].xyz;
  let facts = dartFacts[index];
  let span = spanOf(p, level);
  if (beaten(index, p, facts, span, level)) { return; }

  let slot = atomicAdd(&tally.dots, 1u);
  if (slot >= ladder.dotCapacity) {
    atomicAdd(&tally.overflow, 1u);
    return;
  }
  dotPlaces[slot] = Place(p, i32(facts.w));
  dotFacts[slot] = facts.xy;
  for (var corner = 0u; corner < 8u; corner++) {
    if (!hasCorner(span, corner)) { continue; }
    let bucket = bucketOf(span.first + cornerStep(corner), level.bucketMask);
    let node = ladder.nodesAt + 8u * slot + corner;
    atomicStore(&dotGrid[node], atomicExchange(&dotGrid[bucket], node));
  }
}

// One loop over cells and chains: threads side by side then wait for the longest walk, not for the
// longest chain of every cell.
fn beaten(index: u32, p: vec3i, facts: Facts, span: Span, level: Level) -> bool {
  let ceilingSq = level.ceilingUm * level.ceilingUm;
  var corner = 0u;
  var at = 0u;
  loop {
    if (at == 0u) {
      if (corner == 8u) { break; }
      if (hasCorner(span, corner)) {
        at = dartHeads[bucketOf(span.first + cornerStep(corner), level.bucketMask)];
      }
      corner++;
      continue;
    }
    let link = at - 1u;
    let other = dartPlaces[link];
    at = u32(other.w);
    if (link == index || distanceSq(p, other.xyz) >= ceilingSq) { continue; }
    if (beats(dartFacts[link], facts)) { return true; }
  }
  return false;
}
