// count-dots: dots by kind, pigment placed and left, and how deep the columns reach.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec, choices[], deposits[], healed[]
// Writes     totals[]
// Order      integer sums commute
// Twin       tests/gpu/light/coverage.test.ts

import package::lib::dispatch::flatIndex;
import package::lib::choice::{isOfSession, isShown};
import package::coverage::sums::{TOTAL_KINDS, TOTAL_PLACED, TOTAL_LEFT, TOTAL_DEEP,
  TOTAL_BELOW_SKIN, TOTAL_DEPTHS, DEPTH_BINS, TOTAL_PLACED_HIGH, TOTAL_LEFT_HIGH, MASS_FIXED};
import structs::{Choice, CoverSpec, Deposit, Healed};

@group(0) @binding(0) var<uniform> spec: CoverSpec;
@group(0) @binding(1) var<storage, read> choices: array<Choice>;
@group(0) @binding(2) var<storage, read> deposits: array<Deposit>;
@group(0) @binding(3) var<storage, read> healed: array<Healed>;
@group(0) @binding(4) var<storage, read_write> totals: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

const PERMANENT_MM: f32 = 1.2;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  let kind = choices[index].kind;
  atomicAdd(&totals[TOTAL_KINDS + (kind & 15u)], 1u);
  if (!isOfSession(kind)) { return; }
  let deposit = deposits[index];
  atomicAdd(&totals[TOTAL_DEPTHS + min(u32(deposit.depthMm * 200.0), DEPTH_BINS - 1u)], 1u);
  if (deposit.depthMm > PERMANENT_MM) { atomicAdd(&totals[TOTAL_DEEP], 1u); }
  if (deposit.depthMm > deposit.skinBaseMm) { atomicAdd(&totals[TOTAL_BELOW_SKIN], 1u); }
  if (!isShown(kind, spec.shown)) { return; }
  addMass(TOTAL_PLACED, TOTAL_PLACED_HIGH, deposit.massUg);
  addMass(TOTAL_LEFT, TOTAL_LEFT_HIGH, deposit.massUg * healed[index].left);
}

// Two words: a whole scalp of heavy dots holds more than one can count.
fn addMass(low: u32, high: u32, ug: f32) {
  let fixed = u32(ug * MASS_FIXED + 0.5);
  let before = atomicAdd(&totals[low], fixed);
  if (before > 0xffffffffu - fixed) { atomicAdd(&totals[high], 1u); }
}
