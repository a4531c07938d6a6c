// healing: what is left of pigment at an age, and how wide it lies, in closed form.
//
// Twin       src/ink/kinetics.ts

import package::lib::bins::deepWidth;
import structs::{Course, Deposit};

const DAYS_PER_YEAR: f32 = 365.25;

// Share left of the pigment put at one depth: binRemaining() of the twin.
fn remaining(zMm: f32, deposit: Deposit, ageDays: f32, course: Course) -> f32 {
  let years = ageDays / DAYS_PER_YEAR;
  let iron = exp(-course.ironLoss * years);
  if (zMm < deposit.epidermisMm) {
    let days = course.epidermalTurnover * max(zMm / deposit.epidermisMm, 1e-3);
    let t = 4.0 / days * ageDays;
    return iron * exp(-t) * (1.0 + t + t * t / 2.0 + t * t * t / 6.0);
  }
  let papillary = zMm < deposit.papillaryMm;
  let exudate = course.exudateShare * select(course.deepExudate, 1.0, papillary)
    * (1.0 - exp(-course.exudateRate * ageDays));
  let lymph = course.lymphShare * (1.0 - exp(-ageDays / course.lymphTime));
  // A scar has no papillary dermis, yet keeps less at every depth.
  let slow = mix(select(course.reticularLoss, course.papillaryLoss, papillary), course.scarLoss, deposit.scar);
  let stored = (1.0 - course.lymphShare) * exp(-slow * years);
  return iron * (1.0 - exudate) * (course.lymphShare - lymph + stored);
}

// woundFactor() of the twin.
fn wound(ageDays: f32, course: Course) -> f32 {
  return 1.0 + (course.woundWidth * course.woundWidth - 1.0) * exp(-ageDays / course.woundTime);
}

// spreadVarianceMm2() of the twin.
fn spread(zMm: f32, ageDays: f32, course: Course) -> f32 {
  let deep = clamp((zMm - 0.4) / 0.4, 0.0, 1.0);
  let blowOut = course.blowOutShallow * pow(course.blowOutDeep / course.blowOutShallow, deep);
  let lateral = course.lateralShallow * pow(course.lateralDeep / course.lateralShallow, deep);
  return blowOut * (1.0 - exp(-ageDays / course.blowOutTime)) + 2.0 * lateral * ageDays / DAYS_PER_YEAR;
}

// Lateral variance of a dot, per axis, mm2. Ink spreads below a deep puncture; the hole and its crust stay
// those of the needle.
fn varianceAt(deposit: Deposit, meanDepthMm: f32, ageDays: f32, course: Course) -> f32 {
  let deep = deepWidth(deposit.depthMm, course.deepWidening);
  let column = deposit.radiusMm * deposit.radiusMm / 4.0 * (1.0 + (wound(ageDays, course) - 1.0) / (deep * deep));
  return column + spread(meanDepthMm, ageDays, course);
}

// How far pigment of the dermis has settled, mm.
fn sunkMm(ageDays: f32, course: Course) -> f32 {
  return course.downwardDrift * ageDays / DAYS_PER_YEAR;
}

// Mass absorption relative to fresh pigment: packagingFactor() of the twin.
fn packedShare(ageDays: f32, course: Course) -> f32 {
  return course.packedAbsorption + (1.0 - course.packedAbsorption) * exp(-max(ageDays, 0.0) / course.packingTime);
}
