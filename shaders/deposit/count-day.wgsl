// count-day: how many dots of each session lie how far behind the front, so that a dot knows its hour.
//
// Dispatch   one workgroup
// Reads      spec, choices[]
// Writes     day[]  dots of a lot up to and with each step of lib/day, lot by lot
// Order      whole numbers are added: none
// Twin       src/engine/deposit/day.ts

import package::lib::choice::{LOTS, isPlaced, lotOf};
import package::lib::day::{DAY_STEPS, dayStep};
import structs::{Choice, DepositSpec};

@group(0) @binding(0) var<uniform> spec: DepositSpec;
@group(0) @binding(1) var<storage, read> choices: array<Choice>;
@group(0) @binding(2) var<storage, read_write> day: array<u32>;

override WORKGROUP: u32 = 64;

var<workgroup> counts: array<atomic<u32>, 3072>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_id) id: vec3u) {
  for (var at = id.x; at < LOTS * DAY_STEPS; at += WORKGROUP) { atomicStore(&counts[at], 0u); }
  workgroupBarrier();
  for (var index = id.x; index < spec.dotCount; index += WORKGROUP) {
    let choice = choices[index];
    if (isPlaced(choice.kind)) { atomicAdd(&counts[lotOf(choice.kind) * DAY_STEPS + dayStep(choice.front64)], 1u); }
  }
  workgroupBarrier();
  for (var lot = id.x; lot < LOTS; lot += WORKGROUP) {
    var sum = 0u;
    for (var step = 0u; step < DAY_STEPS; step++) {
      sum += atomicLoad(&counts[lot * DAY_STEPS + step]);
      day[lot * DAY_STEPS + step] = sum;
    }
  }
}
