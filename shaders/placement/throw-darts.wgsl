// throw-darts: every active cell throws one dart; those clear of all accepted dots survive.
//
// Dispatch   one invocation per active cell, indirect
// Reads      facets[], cells[], the accepted dots and their hash grid
// Writes     dartPlaces[], dartFacts[] and their hash grid, tally.darts
// Order      slots depend on scheduling, the set of survivors does not: place and priority come
//            from a hash of seed, level, turn and cell alone
// Twin       tests/helpers/ladder-twin.ts

import package::lib::dispatch::flatIndex;
import package::lib::hash::{hash3, hash4, pcg};
import package::placement::ladder::{Ladder, Tally, Facet, Place, Facts, Cell, ONE,
  facetPoint, distanceSq, gridCell, cellsOf, cellCount, cellAt, bucketOf, unpackCell};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read> facets: array<Facet>;
@group(0) @binding(3) var<storage, read> cells: array<vec2u>;
@group(0) @binding(4) var<storage, read> dotPlaces: array<Place>;
@group(0) @binding(5) var<storage, read> dotHeads: array<u32>;
@group(0) @binding(6) var<storage, read_write> dartPlaces: array<Place>;
@group(0) @binding(7) var<storage, read_write> dartFacts: array<Facts>;
@group(0) @binding(8) var<storage, read_write> dartHeads: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

// Turns of the first level in which darts are thinned by area, so that small triangles get no more
// than their share. Later levels fill small gaps: there every dart counts.
const THINNED_TURNS: u32 = 4u;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= tally.cells) { return; }
  let level = ladder.levels[tally.level];
  let word = cells[index];
  let cell = unpackCell(word);
  let facet = facets[cell.facet];
  // Cells larger than the radius are only halved: one dart would be too few for them.
  if ((facet.edgeUm >> cell.depth) > level.radiusUm) { return; }

  let dice = hash4(hash3(ladder.seed, tally.level, tally.turn), facet.triangle, word.x >> 20u, word.y);
  let area = facet.areaUm2 >> (2u * cell.depth);
  let share = max(level.radiusSq >> 17u, 1u) * (dice & 0xffffu);
  if (tally.level == 0u && tally.turn < THINNED_TURNS && share >= area) { return; }

  let uv = pickInside(cell, pcg(dice ^ 0x51ed270bu));
  let p = facetPoint(facet, uv.x, uv.y);
  if (hitsDot(p, level.radiusUm, level.radiusSq, 2u * level.ceilingUm)) { return; }

  let slot = atomicAdd(&tally.darts, 1u);
  if (slot >= ladder.dartCapacity) {
    atomicAdd(&tally.overflow, 1u);
    return;
  }
  let packed = uv.x | (uv.y << 16u);
  let bucket = bucketOf(gridCell(p, 2u * level.ceilingUm), ladder.bucketMask);
  let next = atomicExchange(&dartHeads[bucket], slot + 1u);
  dartPlaces[slot] = Place(p, i32(next));
  dartFacts[slot] = Facts(cell.facet, packed,
    hash4(ladder.seed, facet.triangle, packed, tally.level), 0u);
}

// A point of the cell: two random numbers, folded back where they fall in the other half. Cells
// share no point (standing ones own their diagonal), so no two darts of a turn share a place: such
// darts would tie for ever.
fn pickInside(cell: Cell, dice: u32) -> vec2u {
  let edge = ONE >> cell.depth;
  var a = ((dice & 0xffffu) * edge) >> 16u;
  var b = ((dice >> 16u) * edge) >> 16u;
  if ((a + b >= edge) != cell.flipped) {
    a = edge - 1u - a;
    b = edge - 1u - b;
  }
  if (cell.flipped && a + b < edge) {
    if (b < edge - 1u) { b += 1u; } else { a += 1u; }
  }
  return vec2u(cell.u + a, cell.v + b);
}

fn hitsDot(p: vec3i, radiusUm: u32, radiusSq: u32, cellUm: u32) -> bool {
  let reach = vec3i(i32(radiusUm));
  let around = cellsOf(p - reach, p + reach, cellUm);
  let count = cellCount(around);
  let mask = ladder.bucketMask;
  var next = 0u;
  var at = 0u;
  loop {
    if (at == 0u) {
      if (next == count) { break; }
      at = dotHeads[bucketOf(cellAt(around, next), mask)];
      next++;
      continue;
    }
    let other = dotPlaces[at - 1u];
    if (distanceSq(p, other.xyz) < radiusSq) { return true; }
    at = u32(other.w);
  }
  return false;
}
