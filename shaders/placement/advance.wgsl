// advance: one thread that closes a step of the fill and sizes the next dispatches.
//
// Dispatch   one invocation; entry points `beginLevel`, `afterVisit`, `afterTurn`
// Reads      ladder
// Writes     tally, args[]  workgroups for cells (0), darts (3), dots (6)
// Order      alone
// Twin       tests/helpers/twins/ladder-twin.ts

import package::lib::hash::hash3;
import structs::{Ladder, Tally};

@group(0) @binding(0) var<uniform> ladder: Ladder;
@group(0) @binding(1) var<storage, read_write> tally: Tally;
@group(0) @binding(2) var<storage, read_write> args: array<u32>;

override WORKGROUP: u32 = 64;

fn size(at: u32, items: u32) {
  let groups = (items + WORKGROUP - 1u) / WORKGROUP;
  args[at] = min(groups, 65535u);
  args[at + 1u] = (groups + 65534u) / 65535u;
  args[at + 2u] = 1u;
}

fn beginTurn(turn: u32, cells: u32) {
  tally.turn = turn;
  tally.salt = hash3(ladder.seed, tally.level, turn);
  tally.cells = cells;
  atomicStore(&tally.nextCells, 0u);
  atomicStore(&tally.darts, 0u);
  size(0u, cells);
}

@compute @workgroup_size(1)
fn beginLevel() {
  tally.level = tally.nextLevel;
  tally.nextLevel += 1u;
  tally.levelStart = min(atomicLoad(&tally.dots), ladder.dotCapacity);
  size(6u, tally.levelStart);
  beginTurn(0u, ladder.triangleCount);
}

@compute @workgroup_size(1)
fn afterVisit() {
  size(3u, min(atomicLoad(&tally.darts), ladder.dartCapacity));
}

@compute @workgroup_size(1)
fn afterTurn() {
  beginTurn(tally.turn + 1u, min(atomicLoad(&tally.nextCells), ladder.cellCapacity));
}
