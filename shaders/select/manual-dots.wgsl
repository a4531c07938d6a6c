// manual-dots: single dots put in and taken out by hand, after the plan's own have been chosen.
//
// Dispatch   `decide`: one invocation per entry; then `crowd`: one per dot put in
// Reads      spec, entries[] (dots put in, then places to take out), dots[], starts[], order[]
// Writes     choices[]; `crowd` counts dots put in that stand too near to another in crowded
// Order      none: all who take out a dot write the same word
// Twin       tests/gpu/placement/manual-dots.test.ts

import package::lib::dispatch::flatIndex;
import package::lib::choice::{NOTHING, isOfSession, isPlaced};
import package::lib::grid::{gridCell, bucketOf};
import structs::{Choice, Dot, ManualEntry, ManualSpec};

@group(0) @binding(0) var<uniform> spec: ManualSpec;
@group(0) @binding(1) var<storage, read> entries: array<ManualEntry>;
@group(0) @binding(2) var<storage, read> dots: array<Dot>;
@group(0) @binding(3) var<storage, read> starts: array<u32>;
@group(0) @binding(4) var<storage, read> order: array<u32>;
@group(0) @binding(5) var<storage, read_write> choices: array<Choice>;
@group(0) @binding(6) var<storage, read_write> crowded: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn decide(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.entryCount) { return; }
  if (index < spec.addedCount) {
    choices[spec.ladderCount + index].kind = entries[index].session;
    return;
  }
  let cells = cellsAround(place(index), spec.eraseUm);
  for (var i = 0u; i < cells.count; i++) {
    let bucket = bucketOf(cellAt(cells, i), spec.bucketMask);
    for (var at = starts[bucket]; at < starts[bucket + 1u]; at++) {
      let other = order[at];
      // Hair grows where it grows, earlier work is in the skin, and a dot put in by hand stays.
      if (other < spec.ladderCount && isOfSession(choices[other].kind)
        && isWithin(dots[other], place(index), spec.eraseUm)) {
        choices[other].kind = NOTHING;
      }
    }
  }
}

@compute @workgroup_size(WORKGROUP)
fn crowd(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.addedCount) { return; }
  let cells = cellsAround(place(index), spec.crowdUm);
  for (var i = 0u; i < cells.count; i++) {
    let bucket = bucketOf(cellAt(cells, i), spec.bucketMask);
    for (var at = starts[bucket]; at < starts[bucket + 1u]; at++) {
      let other = order[at];
      if (other != spec.ladderCount + index && isPlaced(choices[other].kind)
        && isWithin(dots[other], place(index), spec.crowdUm)) {
        atomicAdd(&crowded[0], 1u);
        return;
      }
    }
  }
}

fn place(index: u32) -> vec3i {
  return vec3i(entries[index].x, entries[index].y, entries[index].z);
}

// Reaches are below a millimetre: squares fit 32 bits once far axes are out.
fn isWithin(dot: Dot, p: vec3i, reachUm: u32) -> bool {
  let off = vec3u(abs(vec3i(dot.x, dot.y, dot.z) - p));
  if (any(off > vec3u(reachUm))) { return false; }
  return off.x * off.x + off.y * off.y + off.z * off.z <= reachUm * reachUm;
}

// The grid cells within reach of a place: one to eight.
struct Cells {
  first: vec3u,
  span: vec3u,
  count: u32,
}

fn cellsAround(p: vec3i, reachUm: u32) -> Cells {
  let first = gridCell(p - vec3i(i32(reachUm)));
  let span = gridCell(p + vec3i(i32(reachUm))) - first + vec3u(1u);
  return Cells(first, span, span.x * span.y * span.z);
}

fn cellAt(cells: Cells, i: u32) -> vec3u {
  return cells.first
    + vec3u(i % cells.span.x, (i / cells.span.x) % cells.span.y, i / (cells.span.x * cells.span.y));
}
