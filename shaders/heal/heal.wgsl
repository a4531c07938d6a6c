// heal: what is left of each dot's pigment at an age, depth bin by depth bin, in closed form.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec (constants of src/ink/kinetics-constants.ts), deposits[]
// Writes     bins[]    pigment left in each bin of lib/bins, ug
//            healed[]  lateral variance, bottom of the column, share left, crust
// Order      none
// Twin       src/ink/kinetics.ts, src/light/crust.ts

import package::lib::dispatch::flatIndex;
import package::lib::choice::{HAIR, isPlaced, lotOf};
import package::lib::bins::{BINS, Track, binTop, shareBetween};
import package::lib::healing::{remaining, varianceAt, sunkMm};
import package::lib::hash::{pcg, unit};
import package::lib::noise::ripple;
import structs::{Deposit, HealSpec, Healed};

@group(0) @binding(0) var<uniform> spec: HealSpec;
@group(0) @binding(1) var<storage, read> deposits: array<Deposit>;
@group(0) @binding(2) var<storage, read_write> bins: array<f32>;
@group(0) @binding(3) var<storage, read_write> healed: array<Healed>;

override WORKGROUP: u32 = 64;

const CRUST_SEED: u32 = 0x9d2c5680u;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  let deposit = deposits[index];
  let lot = lotOf(deposit.kind);
  let ageDays = spec.ageDays[lot / 4u][lot & 3u];
  if (!isPlaced(deposit.kind) || ageDays < 0.0) {
    for (var bin = 0u; bin < BINS; bin++) { bins[BINS * index + bin] = 0.0; }
    // Hair stands as it is; lose-hair takes what goes with the years.
    healed[index] = Healed(0.0, 0.0, select(0.0, 1.0, deposit.kind == HAIR), ageDays, 0.0);
    return;
  }

  var course = spec.course;
  course.ironLoss *= spec.hasIron[lot / 4u][lot & 3u];
  var left = 0.0;
  var meanDepth = 0.0;
  let track = Track(deposit.depthMm, deposit.epidermisMm, deposit.papillaryMm, ageDays / course.epidermalTurnover);
  var topMm = 0.0;
  for (var bin = 0u; bin < BINS; bin++) {
    let endMm = binTop(bin + 1u, track);
    let zMm = 0.5 * (topMm + endMm);
    let share = max(0.0, shareBetween(topMm / deposit.depthMm, endMm / deposit.depthMm, spec.tip));
    let mass = deposit.massUg * share * remaining(zMm, deposit, ageDays, course);
    bins[BINS * index + bin] = mass;
    left += mass;
    meanDepth += mass * zMm;
    topMm = endMm;
  }
  meanDepth /= max(left, 1e-12);
  healed[index] = Healed(varianceAt(deposit, meanDepth, ageDays, course),
    deposit.depthMm + sunkMm(ageDays, course),
    left / max(deposit.massUg, 1e-12), ageDays, crust(index, deposit, ageDays));
}

// crustShare() of the twin. Crusts fall patch by patch, and in a patch dot by dot.
fn crust(index: u32, deposit: Deposit, ageDays: f32) -> f32 {
  if (ageDays < spec.crustForms.x || ageDays > spec.crustFalls.y) { return 0.0; }
  let patchy = (f32(ripple(vec3i(1000.0 * vec3f(deposit.x, deposit.y, deposit.z)), CRUST_SEED)) + 128.0) / 256.0;
  let share = 0.65 * patchy + 0.35 * unit(pcg(index ^ CRUST_SEED));
  let falls = mix(spec.crustFalls.x, spec.crustFalls.y, share);
  return smoothstep(spec.crustForms.x, spec.crustForms.y, ageDays) * (1.0 - smoothstep(falls - 1.0, falls, ageDays));
}
