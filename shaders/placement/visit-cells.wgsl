// visit-cells: drops what of a cell lies inside one dot's ball, throws a dart into the cell if any of
// it is left, and passes it on, whole or in pieces.
//
// Dispatch   one invocation per active cell, indirect; a level starts with every facet as a cell
// Reads      cells[] (one half), dotPlaces[], dotGrid[]
// Writes     cells[] (the other half), dartPlaces[], dartFacts[], dartHeads[], facets[].openSq, tally
// Order      slots depend on scheduling, what is in them does not: place and dice come from a hash
//            of seed, level, turn and cell alone
// Twin       tests/helpers/twins/ladder-twin.ts

import package::lib::dispatch::flatIndex;
import package::lib::hash::{hash4, pcg};
import package::placement::ladder::{Place, Facts, Cell, ONE, facetPoint, distanceSq,
  gridCell, gridUm, gridCorner, bucketOf, unpackCell, packCell, cellPath, cellCorner, cellChild};
import structs::{Facet, Ladder, Level, Tally};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read_write> facets: array<Facet>;
@group(0) @binding(3) var<storage, read_write> cells: array<vec2u>;
@group(0) @binding(4) var<storage, read> dotPlaces: array<Place>;
@group(0) @binding(5) var<storage, read> dotGrid: array<u32>;
@group(0) @binding(6) var<storage, read_write> dartPlaces: array<Place>;
@group(0) @binding(7) var<storage, read_write> dartFacts: array<Facts>;
@group(0) @binding(8) var<storage, read_write> dartHeads: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

// Turns that the cells of the first level wait for darts before they are divided. Later levels have
// small gaps to find: there cells are divided at once.
const WAIT: u32 = 3u;
// Darts are thinned by area, so that many small triangles get no more than their share: one a squared
// radius at first, 64 in the small gaps of later levels, and four times as many each turn.
const FIRST_SHIFT: u32 = 16u;
const SHIFT: u32 = 22u;
// Below this edge the 1 um lattice itself keeps cells open for nothing.
const SMALLEST_EDGE_UM: u32 = 4u;
const DEEPEST: u32 = 14u;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= tally.cells) { return; }
  let level = ladder.levels[tally.level];
  let radiusSq = level.radiusUm * level.radiusUm;
  let turn = tally.turn;
  var cell = Cell(index, 0u, false, 0u, 0u);
  if (turn > 0u) { cell = unpackCell(cells[(turn & 1u) * ladder.cellCapacity + index]); }
  let facet = facets[cell.facet];
  if (turn == 0u && facet.openSq < radiusSq) { return; }

  let edgeUm = facet.edgeUm >> cell.depth;
  var covered = 0u;
  let ripe = edgeUm <= 4u * level.radiusUm;
  if (ripe) {
    let dice = hash4(tally.salt, facet.triangle, cellPath(cell), cell.u | (cell.v << 16u));
    let uv = pickInside(cell, pcg(dice ^ 0x51ed270bu));
    let p = facetPoint(facet, uv.x, uv.y);
    let found = lookAround(p, cell, facet, level);
    if (found.wholeSq < radiusSq) {
      if (cell.depth == 0u) { facets[cell.facet].openSq = found.wholeSq; }
      return;
    }
    covered = found.children;
    if (covered == 15u) { return; }
    if (found.clearSq >= radiusSq && mayThrow(facet, cell, level, dice)) {
      throwDart(p, cell.facet, uv, facet.triangle, found.clearSq, level);
    }
  }
  if (ripe && tally.level == 0u && turn < level.ripeAt + WAIT) {
    keep(cell);
  } else if (edgeUm / 2u >= SMALLEST_EDGE_UM && cell.depth < DEEPEST) {
    split(cell, covered);
  }
}

// What one walk over the dots near a point of the cell tells.
struct Around {
  wholeSq: u32,    // least squared radius at which one ball holds the cell
  children: u32,   // bit i: a ball of the level's radius holds child i
  clearSq: u32,    // squared distance from the point to the nearest dot, under the ceiling
}

// Every ball that holds the cell holds the point and is in its list. Of balls that hold a child alone
// those count that reach the point's grid cell, whatever else shares its bucket.
fn lookAround(p: vec3i, cell: Cell, facet: Facet, level: Level) -> Around {
  let radiusSq = level.radiusUm * level.radiusUm;
  let a = cellCorner(cell, 0u);
  let b = cellCorner(cell, 1u);
  let c = cellCorner(cell, 2u);
  let ab = (a + b) / 2u;
  let bc = (b + c) / 2u;
  let ca = (c + a) / 2u;
  let pa = facetPoint(facet, a.x, a.y);
  let pb = facetPoint(facet, b.x, b.y);
  let pc = facetPoint(facet, c.x, c.y);
  let pab = facetPoint(facet, ab.x, ab.y);
  let pbc = facetPoint(facet, bc.x, bc.y);
  let pca = facetPoint(facet, ca.x, ca.y);

  let home = gridCell(p, gridUm(level));
  let low = gridCorner(home, gridUm(level)) - vec3i(i32(level.ceilingUm));
  let high = low + vec3i(i32(2u * level.ceilingUm + gridUm(level) - 1u));
  var wholeSq = 0xffffffffu;
  var children = 0u;
  var clearSq = level.ceilingUm * level.ceilingUm - 1u;
  let nodesAt = ladder.nodesAt;
  var at = dotGrid[bucketOf(home, level.bucketMask)];
  while (at != 0u) {
    let dot = dotPlaces[(at - nodesAt) >> 3u].xyz;
    at = dotGrid[at];
    if (any(dot < low) || any(dot > high)) { continue; }
    let da = distanceSq(dot, pa);
    let db = distanceSq(dot, pb);
    let dc = distanceSq(dot, pc);
    let inAb = distanceSq(dot, pab) < radiusSq;
    let inBc = distanceSq(dot, pbc) < radiusSq;
    let inCa = distanceSq(dot, pca) < radiusSq;
    children |= select(0u, 1u, da < radiusSq && inAb && inCa) | select(0u, 2u, db < radiusSq && inAb && inBc)
      | select(0u, 4u, dc < radiusSq && inCa && inBc) | select(0u, 8u, inAb && inBc && inCa);
    wholeSq = min(wholeSq, max(da, max(db, dc)));
    clearSq = min(clearSq, distanceSq(dot, p));
  }
  return Around(wholeSq, children, clearSq);
}

fn mayThrow(facet: Facet, cell: Cell, level: Level, dice: u32) -> bool {
  let age = max(tally.turn, level.ripeAt) - level.ripeAt;
  let shift = select(SHIFT, FIRST_SHIFT, tally.level == 0u) + 2u * age;
  let share = ((level.radiusUm * level.radiusUm) >> min(shift, 31u)) * (dice & 0xffffu);
  let area = facet.areaUm2 >> (2u * cell.depth);
  return share < max(area, 1u);
}

fn throwDart(p: vec3i, facet: u32, uv: vec2u, triangle: u32, clearSq: u32, level: Level) {
  let slot = atomicAdd(&tally.darts, 1u);
  if (slot >= ladder.dartCapacity) {
    atomicAdd(&tally.overflow, 1u);
    return;
  }
  let packed = uv.x | (uv.y << 16u);
  let bucket = bucketOf(gridCell(p, gridUm(level)), level.bucketMask);
  dartPlaces[slot] = Place(p, i32(atomicExchange(&dartHeads[bucket], slot + 1u)));
  dartFacts[slot] = Facts(facet, packed, hash4(ladder.seed, triangle, packed, tally.level), clearSq);
}

// A point of the cell: two random numbers, folded back where they fall in the other half. Cells
// share no point (standing ones own their diagonal), so no two darts of a turn share a place: such
// darts could not beat each other.
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

fn keep(cell: Cell) {
  let slot = room(1u);
  if (slot < ladder.cellCapacity) { cells[otherHalf() + slot] = packCell(cell); }
}

fn split(cell: Cell, covered: u32) {
  var slot = room(4u - countOneBits(covered));
  for (var child = 0u; child < 4u; child++) {
    if ((covered & (1u << child)) != 0u) { continue; }
    if (slot < ladder.cellCapacity) { cells[otherHalf() + slot] = packCell(cellChild(cell, child)); }
    slot++;
  }
}

fn room(count: u32) -> u32 {
  let slot = atomicAdd(&tally.nextCells, count);
  if (slot + count > ladder.cellCapacity) { atomicAdd(&tally.overflow, 1u); }
  return slot;
}

fn otherHalf() -> u32 {
  return (~tally.turn & 1u) * ladder.cellCapacity;
}
