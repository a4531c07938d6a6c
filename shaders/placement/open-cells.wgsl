// open-cells: a level starts with every facet as one active cell.
//
// Dispatch   one invocation per facet, indirect
// Reads      nothing
// Writes     cells[]
// Order      none
// Twin       tests/helpers/ladder-twin.ts

import package::lib::dispatch::flatIndex;
import package::placement::ladder::{Ladder, Cell, packCell};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> cells: array<vec2u>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= ladder.triangleCount) { return; }
  cells[index] = packCell(Cell(index, 0u, false, 0u, 0u));
}
