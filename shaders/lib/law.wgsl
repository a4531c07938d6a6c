// law: the laws that turn absorber in the skin into missing light (src/light/dot/law.ts).

// Fitted to brute-force transport of upright columns, as COLUMN in src/light/dot/law.ts.
const AGAIN: f32 = 1.215;
const POWER: f32 = 1.5;
const SHORTER: f32 = 1.78;
const BESIDE_MM: f32 = 0.1;
const COUNTED: f32 = 1.16;
const LATER_POWER: f32 = 1.36;
const SPREAD: f32 = 0.443;
const SPREAD_PER_MM: f32 = 0.827;
const SPREAD_ON_TOP: f32 = 0.127;
const EVEN_STRAIGHT: f32 = 0.456;
const STRAIGHT_MM: f32 = 0.05;

// A column as light meets it in three bands.
struct Met {
  thin: vec3f,      // what it would take away if it were clear
  way: vec3f,       // optical depth of the way of light that met it, far away
  cover: vec3f,     // what an opaque sheet at its top takes away
  arrived: vec3f,   // light that first comes to that depth on the top itself
}

// Mean chords that light crosses in a column whose mean chord is `chordMm`, where an endless sheet
// of it has a mean way of `sheetMm`.
fn crossings(chordMm: f32, sheetMm: vec3f, cover: vec3f) -> vec3f {
  return lesser(vec3f(1.0 + AGAIN * chordMm), sheetMm / (cover * chordMm), POWER);
}

// 1 - R/R0 over a column, three bands at once: columnDark() of src/light/dot/law.ts. `outMm` is the
// distance from its edge, `above` 1 over its middle and 0 from its edge out.
fn darkOver(met: Met, chordMm: f32, outMm: f32, above: f32, topMm: f32) -> vec3f {
  let thin = max(met.thin, vec3f(1e-12));
  let beside = exp(-outMm / BESIDE_MM);
  let onTop = min(met.arrived / met.cover, vec3f(1.0));
  let seen = thin * (1.0 + SHORTER * chordMm * beside) / (met.way * met.cover) - COUNTED * onTop;
  // Where nothing is left to be met later the power would be of nothing.
  let later = lesser(max(seen, vec3f(1e-6)), vec3f(1.0), LATER_POWER);
  let share = met.cover * (1.0 - (1.0 - onTop) * (1.0 - later));
  let straight = above * exp(-topMm / STRAIGHT_MM);
  let spread = (SPREAD + SPREAD_PER_MM * chordMm)
    * (1.0 + onTop * (SPREAD_ON_TOP - EVEN_STRAIGHT * straight));
  return met.thin * shade(thin / share, spread);
}

// What is left of the thin answer of light that goes `way` optical depths in a column, ways being
// spread like a gamma distribution: (1 - (1 + spread way)^(-1 / spread)) / way.
fn shade(way: vec3f, spread: vec3f) -> vec3f {
  let held = max(way, vec3f(1e-2));
  let left = (1.0 - pow(1.0 + spread * held, -1.0 / spread)) / held;
  // For a faint dot the difference would be rounding: its first terms instead.
  return select(left, 1.0 - 0.5 * (1.0 + spread) * way, way < vec3f(1e-2));
}

// The same far from the column, where hardly any light has met it.
fn shadeFar(way: vec3f, chordMm: f32) -> vec3f {
  return shade(way, vec3f(SPREAD + SPREAD_PER_MM * chordMm));
}

// The lesser of two positive numbers with its corner rounded off.
fn lesser(a: vec3f, b: vec3f, power: f32) -> vec3f {
  let high = max(a, b);
  let low = min(a, b);
  return low * pow(1.0 + pow(low / high, vec3f(power)), vec3f(-1.0 / power));
}

// Row of a footprint's table at a depth, as a fraction; never quite the last, so that one follows.
fn footprintRow(zMm: f32, firstDepthMm: f32, depthStepLog: f32, depthCount: u32) -> f32 {
  let at = log(max(zMm, 1e-4) / firstDepthMm) / depthStepLog;
  return clamp(at, 0.0, f32(depthCount - 1u) - 1e-3);
}

// A disc as the difference of two Gaussians with its variance and its height at the centre.
const HOLLOW: f32 = 0.6180340;
const WIDE: f32 = 0.7639320;

// A footprint Gaussian of variance `footprint` seen through a disc of variance `disc`, at r squared.
fn throughDisc(footprint: f32, disc: f32, rSq: f32) -> f32 {
  return (1.0 + HOLLOW) * blurred(footprint, WIDE * disc, rSq) - HOLLOW * blurred(footprint, 0.5 * WIDE * disc, rSq);
}

fn blurred(footprint: f32, extra: f32, rSq: f32) -> f32 {
  let variance = footprint + extra;
  return footprint / variance * exp(-0.5 * rSq / variance);
}
