// advance: one thread that closes a step of the fill and sizes the next dispatches.
//
// Dispatch   one invocation; entry points `beginLevel`, `afterThrow`, `afterTurn`,
//            `endTurns`, `endLevel`
// Reads      ladder
// Writes     tally, args[]  workgroups for cells (0), darts (3), dots (6), all facets (9)
// Order      alone
// Twin       tests/helpers/ladder-twin.ts

import package::placement::ladder::{Ladder, Tally};

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

@compute @workgroup_size(1)
fn beginLevel() {
  tally.turn = 0u;
  tally.levelStart = min(atomicLoad(&tally.dots), ladder.dotCapacity);
  tally.cells = ladder.triangleCount;
  atomicStore(&tally.nextCells, 0u);
  atomicStore(&tally.darts, 0u);
  size(0u, tally.cells);
  size(6u, tally.levelStart);
  size(9u, ladder.triangleCount);
}

@compute @workgroup_size(1)
fn afterThrow() {
  size(3u, min(atomicLoad(&tally.darts), ladder.dartCapacity));
}

@compute @workgroup_size(1)
fn afterTurn() {
  tally.turn += 1u;
  tally.cells = min(atomicLoad(&tally.nextCells), ladder.cellCapacity);
  atomicStore(&tally.nextCells, 0u);
  atomicStore(&tally.darts, 0u);
  size(0u, tally.cells);
}

@compute @workgroup_size(1)
fn endTurns() {
  size(6u, min(atomicLoad(&tally.dots), ladder.dotCapacity));
}

@compute @workgroup_size(1)
fn endLevel() {
  tally.level += 1u;
}
