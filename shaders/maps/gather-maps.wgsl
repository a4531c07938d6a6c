// gather-maps: adds what maps tell of each dot to the three vertices of its triangle.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec, dots[], triangles[], choices[], deposits[], nearest[] (nearest-dot)
// Writes     sums[]  16 words a vertex, 1/65536: dots of each session, their spacing and depth in
//            mm, and how many of them were found to be what (see worstOf)
// Order      integer sums commute, so the result never depends on scheduling
// Twin       tests/gpu/maps/map-sums.test.ts

import package::lib::choice::{CROWDED, isOfSession};
import package::lib::dispatch::flatIndex;
import package::lib::dot::cornerWeights;
import structs::{Choice, Deposit, Dot, MapSpec};

@group(0) @binding(0) var<uniform> spec: MapSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read> triangles: array<u32>;
@group(0) @binding(3) var<storage, read> choices: array<Choice>;
@group(0) @binding(4) var<storage, read> deposits: array<Deposit>;
@group(0) @binding(5) var<storage, read> nearest: array<u32>;
@group(0) @binding(6) var<storage, read_write> sums: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

// As in src/engine/maps/map-sums.ts.
const WORDS: u32 = 16u;
const FIXED: f32 = 65536.0;
const SLOT_SPACING: u32 = 8u;      // eight sessions stand before
const SLOT_DEPTH: u32 = 9u;
const SLOT_FINDINGS: u32 = 10u;

// Numbers of FINDINGS in src/engine/maps/map-names.ts.
const BELOW_SKIN: u32 = 0u;
const PERMANENT: u32 = 1u;
const SPREADS: u32 = 2u;
const SHALLOW: u32 = 3u;
const CLOSE: u32 = 4u;
const LEFT_OUT: u32 = 5u;
const NO_FINDING: u32 = 6u;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  let kind = choices[index].kind;
  let placed = isOfSession(kind);
  if (!placed && kind != CROWDED) { return; }
  let spacingMm = 0.001 * sqrt(f32(nearest[index]));
  let finding = select(LEFT_OUT, worstOf(deposits[index], spacingMm), placed);
  let dot = dots[index];
  let weights = cornerWeights(dot.uv);
  for (var corner = 0u; corner < 3u; corner++) {
    let at = WORDS * triangles[3u * dot.triangle + corner];
    let weight = f32(weights[corner]) / 32768.0;
    if (finding != NO_FINDING) { add(at + SLOT_FINDINGS + finding, weight); }
    if (!placed) { continue; }
    add(at + min(kind, 8u) - 1u, weight);
    add(at + SLOT_SPACING, weight * spacingMm);
    add(at + SLOT_DEPTH, weight * deposits[index].depthMm);
  }
}

fn worstOf(deposit: Deposit, spacingMm: f32) -> u32 {
  if (deposit.depthMm > deposit.skinBaseMm) { return BELOW_SKIN; }
  if (deposit.depthMm > spec.permanentMm) { return PERMANENT; }
  if (deposit.depthMm > spec.spreadsMm) { return SPREADS; }
  if (deposit.depthMm < spec.shallowMm) { return SHALLOW; }
  return select(NO_FINDING, CLOSE, spacingMm < spec.closeMm);
}

fn add(slot: u32, value: f32) {
  atomicAdd(&sums[slot], u32(value * FIXED + 0.5));
}
