// heal: what is left of each dot's pigment at an age, depth bin by depth bin, in closed form.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec (constants of src/ink/kinetics-constants.ts), deposits[]
// Writes     bins[]    pigment left in each bin of lib/bins, ug
//            healed[]  lateral variance, bottom of the column, share left
// Order      none
// Twin       src/ink/kinetics.ts

import package::lib::dispatch::flatIndex;
import package::lib::choice::isPlaced;
import package::lib::bins::{BINS, Track, binTop, deepWidth, shareBetween};
import structs::{Deposit, HealSpec, Healed};

@group(0) @binding(0) var<uniform> spec: HealSpec;
@group(0) @binding(1) var<storage, read> deposits: array<Deposit>;
@group(0) @binding(2) var<storage, read_write> bins: array<f32>;
@group(0) @binding(3) var<storage, read_write> healed: array<Healed>;

override WORKGROUP: u32 = 64;

const DAYS_PER_YEAR: f32 = 365.25;
// The crust draws on the top of the track; half of the papillary share below it.
const DEEP_EXUDATE: f32 = 0.5;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  let deposit = deposits[index];
  let session = (deposit.kind - 1u) & 7u;
  let ageDays = select(spec.ageDaysB[session & 3u], spec.ageDaysA[session & 3u], session < 4u);
  if (!isPlaced(deposit.kind) || ageDays < 0.0) {
    for (var bin = 0u; bin < BINS; bin++) { bins[BINS * index + bin] = 0.0; }
    healed[index] = Healed(0.0, 0.0, 0.0, ageDays);
    return;
  }

  var left = 0.0;
  var meanDepth = 0.0;
  let track = Track(deposit.depthMm, deposit.epidermisMm, deposit.papillaryMm, ageDays / spec.epidermalTurnover);
  var topMm = 0.0;
  for (var bin = 0u; bin < BINS; bin++) {
    let endMm = binTop(bin + 1u, track);
    let zMm = 0.5 * (topMm + endMm);
    let share = max(0.0, shareBetween(topMm / deposit.depthMm, endMm / deposit.depthMm, spec.tip));
    let mass = deposit.massUg * share * remaining(zMm, deposit, ageDays);
    bins[BINS * index + bin] = mass;
    left += mass;
    meanDepth += mass * zMm;
    topMm = endMm;
  }
  meanDepth /= max(left, 1e-12);
  // Ink spreads below a deep puncture; the hole and its crust stay those of the needle.
  let deep = deepWidth(deposit.depthMm);
  let column = deposit.radiusMm * deposit.radiusMm / 4.0 * (1.0 + (wound(ageDays) - 1.0) / (deep * deep));
  healed[index] = Healed(column + spread(meanDepth, ageDays),
    deposit.depthMm + spec.downwardDrift * ageDays / DAYS_PER_YEAR,
    left / max(deposit.massUg, 1e-12), ageDays);
}

// binRemaining() of the twin.
fn remaining(zMm: f32, deposit: Deposit, ageDays: f32) -> f32 {
  let years = ageDays / DAYS_PER_YEAR;
  let iron = exp(-spec.ironLoss * years);
  if (zMm < deposit.epidermisMm) {
    let days = spec.epidermalTurnover * max(zMm / deposit.epidermisMm, 1e-3);
    let t = 4.0 / days * ageDays;
    return iron * exp(-t) * (1.0 + t + t * t / 2.0 + t * t * t / 6.0);
  }
  let papillary = zMm < deposit.papillaryMm;
  let exudate = spec.exudateShare * select(DEEP_EXUDATE, 1.0, papillary)
    * (1.0 - exp(-spec.exudateRate * ageDays));
  let lymph = spec.lymphShare * (1.0 - exp(-ageDays / spec.lymphTime));
  // A scar has no papillary dermis, yet keeps less at every depth.
  let slow = mix(select(spec.reticularLoss, spec.papillaryLoss, papillary), spec.scarLoss, deposit.scar);
  let stored = (1.0 - spec.lymphShare) * exp(-slow * years);
  return iron * (1.0 - exudate) * (spec.lymphShare - lymph + stored);
}

// woundFactor() of the twin.
fn wound(ageDays: f32) -> f32 {
  return 1.0 + (spec.woundWidth * spec.woundWidth - 1.0) * exp(-ageDays / spec.woundTime);
}

// spreadVarianceMm2() of the twin.
fn spread(zMm: f32, ageDays: f32) -> f32 {
  let deep = clamp((zMm - 0.4) / 0.4, 0.0, 1.0);
  let blowOut = spec.blowOutShallow * pow(spec.blowOutDeep / spec.blowOutShallow, deep);
  let lateral = spec.lateralShallow * pow(spec.lateralDeep / spec.lateralShallow, deep);
  return blowOut * (1.0 - exp(-ageDays / spec.blowOutTime)) + 2.0 * lateral * ageDays / DAYS_PER_YEAR;
}
