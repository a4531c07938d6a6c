// refine-cells: drops cells that lie wholly inside one dot's ball, halves or keeps the others.
//
// Dispatch   one invocation per active cell, indirect
// Reads      facets[], cells[], dots[], dotHeads[]
// Writes     nextCells[], tally.nextCells
// Order      the list's order depends on scheduling, its content does not
// Twin       tests/helpers/ladder-twin.ts
// A ball is convex: a cell whose three corners are inside has no room for another dot.

import package::lib::dispatch::flatIndex;
import package::placement::ladder::{Ladder, Tally, Facet, Place, Cell,
  facetPoint, distanceSq, cellsOf, cellCount, cellAt, bucketOf, unpackCell, packCell, cellCorner, cellChild};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read> facets: array<Facet>;
@group(0) @binding(3) var<storage, read> cells: array<vec2u>;
@group(0) @binding(4) var<storage, read_write> nextCells: array<vec2u>;
@group(0) @binding(5) var<storage, read> dotPlaces: array<Place>;
@group(0) @binding(6) var<storage, read> dotHeads: array<u32>;

override WORKGROUP: u32 = 64;

// Below this edge the 1 um lattice itself keeps cells open for nothing.
const SMALLEST_EDGE_UM: u32 = 4u;
// Cells wait at a quarter of the radius until this turn: a few cheap darts first.
const WAITING_TURNS: u32 = 6u;
const DEEPEST: u32 = 14u;

// Bits of `coveredParts`: the four children, and the whole cell inside one ball.
const WHOLE: u32 = 16u;
const ALL_CHILDREN: u32 = 15u;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= tally.cells) { return; }
  let level = ladder.levels[tally.level];
  let cell = unpackCell(cells[index]);
  let facet = facets[cell.facet];
  let edgeUm = facet.edgeUm >> cell.depth;
  var covered = 0u;
  if (edgeUm <= level.radiusUm * 4u) { covered = coveredParts(cell, facet); }
  if ((covered & WHOLE) != 0u || (covered & ALL_CHILDREN) == ALL_CHILDREN) { return; }

  if (edgeUm <= level.radiusUm / 4u && tally.turn < WAITING_TURNS) {
    append(cell);
    return;
  }
  if (edgeUm / 2u < SMALLEST_EDGE_UM || cell.depth >= DEEPEST) { return; }
  for (var child = 0u; child < 4u; child++) {
    if ((covered & (1u << child)) == 0u) { append(cellChild(cell, child)); }
  }
}

fn append(cell: Cell) {
  let slot = atomicAdd(&tally.nextCells, 1u);
  if (slot >= ladder.cellCapacity) {
    atomicAdd(&tally.overflow, 1u);
    return;
  }
  nextCells[slot] = packCell(cell);
}

// One walk over the dots around answers for the cell and its four children at once.
fn coveredParts(cell: Cell, facet: Facet) -> u32 {
  let level = ladder.levels[tally.level];
  let a = cellCorner(cell, 0u);
  let b = cellCorner(cell, 1u);
  let c = cellCorner(cell, 2u);
  let pa = facetPoint(facet, a.x, a.y);
  let pb = facetPoint(facet, b.x, b.y);
  let pc = facetPoint(facet, c.x, c.y);
  let ab = (a + b) / 2u;
  let bc = (b + c) / 2u;
  let ca = (c + a) / 2u;
  let pab = facetPoint(facet, ab.x, ab.y);
  let pbc = facetPoint(facet, bc.x, bc.y);
  let pca = facetPoint(facet, ca.x, ca.y);

  // Every part has two of the midpoints as corners, so its ball's centre is near one of them.
  let reach = vec3i(i32(level.radiusUm));
  let cellUm = 2u * level.ceilingUm;
  let around = cellsOf(min(pab, min(pbc, pca)) - reach, max(pab, max(pbc, pca)) + reach, cellUm);
  let count = cellCount(around);
  let mask = ladder.bucketMask;
  var covered = 0u;
  var next = 0u;
  var at = 0u;
  loop {
    if (at == 0u) {
      if (next == count) { break; }
      at = dotHeads[bucketOf(cellAt(around, next), mask)];
      next++;
      continue;
    }
    let dot = dotPlaces[at - 1u];
    at = u32(dot.w);
    let inAb = distanceSq(dot.xyz, pab) < level.radiusSq;
    let inBc = distanceSq(dot.xyz, pbc) < level.radiusSq;
    let inCa = distanceSq(dot.xyz, pca) < level.radiusSq;
    if (!(inAb || inBc || inCa)) { continue; }
    let inA = distanceSq(dot.xyz, pa) < level.radiusSq;
    let inB = distanceSq(dot.xyz, pb) < level.radiusSq;
    let inC = distanceSq(dot.xyz, pc) < level.radiusSq;
    if (inA && inB && inC) { return WHOLE; }
    covered |= select(0u, 1u, inA && inAb && inCa) | select(0u, 2u, inB && inAb && inBc)
      | select(0u, 4u, inC && inCa && inBc) | select(0u, 8u, inAb && inBc && inCa);
    if (covered == ALL_CHILDREN) { break; }
  }
  return covered;
}
