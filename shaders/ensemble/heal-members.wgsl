// heal-members: what is left of the dots of a sample at every age, under the constants of each member.
//
// Dispatch   one invocation per member, age and dot
// Reads      spec, members[], agesDays[], deposits[] (`[member][dot]`)
// Writes     made[]  as optics/respond reads it; age is told in turnovers, packing is in the masses
//            kept[]  pigment left and placed, ug
// Order      none
// Twin       tests/gpu/light/ensemble.test.ts (heal and respond of the plan's own course)

import package::lib::dispatch::flatIndex;
import package::lib::choice::lotOf;
import package::lib::bins::{BINS, Track, binTop, shareBetween};
import package::lib::healing::{packedShare, remaining, sunkMm, varianceAt};
import structs::{Deposit, EnsembleSpec, Made, Member};

@group(0) @binding(0) var<uniform> spec: EnsembleSpec;
@group(0) @binding(1) var<storage, read> members: array<Member>;
@group(0) @binding(2) var<storage, read> agesDays: array<f32>;
@group(0) @binding(3) var<storage, read> deposits: array<Deposit>;
@group(0) @binding(4) var<storage, read_write> made: array<Made>;
@group(0) @binding(5) var<storage, read_write> kept: array<vec2f>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let slot = flatIndex(id, WORKGROUP);
  if (slot >= spec.memberCount * spec.ageCount * spec.dotCount) { return; }
  let dot = slot % spec.dotCount;
  let member = slot / spec.dotCount / spec.ageCount;
  var course = members[member].course;
  var deposit = deposits[spec.dotCount * (spec.firstMember + member) + dot];
  deposit.epidermisMm *= members[member].layers;
  deposit.papillaryMm *= members[member].layers;
  let lot = lotOf(deposit.kind);
  course.ironLoss *= spec.hasIron[lot / 4u][lot & 3u];
  let ageDays = agesDays[slot / spec.dotCount % spec.ageCount] + spec.olderDays[lot / 4u][lot & 3u];
  let shed = ageDays / course.epidermalTurnover;

  // The law of light knows one pigment: how much it takes is told by its mass.
  let strength = members[member].absorption * packedShare(ageDays, course);
  let track = Track(deposit.depthMm, deposit.epidermisMm, deposit.papillaryMm, shed);
  var now = Made(1u, deposit.depthMm, deposit.epidermisMm, deposit.papillaryMm, 0.0,
    deposit.depthMm + sunkMm(ageDays, course), shed, spec.inks[lot / 4u][lot & 3u], 0.0, array<f32, BINS>());
  var left = 0.0;
  var meanDepth = 0.0;
  var topMm = 0.0;
  for (var bin = 0u; bin < BINS; bin++) {
    let endMm = binTop(bin + 1u, track);
    let zMm = 0.5 * (topMm + endMm);
    let share = max(0.0, shareBetween(topMm / deposit.depthMm, endMm / deposit.depthMm, members[member].tip));
    let mass = deposit.massUg * share * remaining(zMm, deposit, ageDays, course);
    now.bins[bin] = mass * strength;
    left += mass;
    meanDepth += mass * zMm;
    topMm = endMm;
  }
  now.varianceMm2 = varianceAt(deposit, meanDepth / max(left, 1e-12), ageDays, course);
  made[slot] = now;
  kept[slot] = vec2f(left, deposit.massUg);
}
