// kernel: the laws that turn absorber in the skin into missing light (src/skin/dot-law.ts).

// Fitted to brute-force transport of upright columns, as COLUMN in src/skin/dot-law.ts.
const CHORDS: f32 = 1.33;        // way inside of light that meets a column, in mean chords
const BEAM: f32 = 0.4;           // less of that right above one near the surface
const BEAM_MM: f32 = 0.1;

// Mean chords light crosses, seen `radii` from the axis of a column that begins at `topMm`.
fn chordsAt(topMm: f32, radii: f32) -> f32 {
  return CHORDS - BEAM * exp(-topMm / BEAM_MM) * sqrt(max(0.0, 1.0 - radii * radii));
}

// 1 - R/R0 over a column, three bands at once: `thin` is the answer if it were clear, `chord` the
// optical depth of the chords crossed, `sheet` and `cover` those of endless sheets, clear and opaque.
fn darkOver(thin: vec3f, chord: vec3f, sheet: vec3f, cover: vec3f) -> vec3f {
  let held = max(thin, vec3f(1e-12));
  let way = 1.0 / (1.0 / chord + cover / sheet);
  // The lesser of thin / way and cover, corner rounded off; a faint dot must not overflow.
  let a = min(way / held, vec3f(1e6));
  let b = 1.0 / cover;
  let met = inverseSqrt(sqrt(a * a * a * a + b * b * b * b));
  return thin * shade(held / met);
}

// What is left of the thin answer of light that goes `way` optical depths in a column, ways being
// spread like a gamma distribution of squared variation 1/2: (1 - (1 + way / 2)^-2) / way.
fn shade(way: vec3f) -> vec3f {
  let past = 1.0 + 0.5 * way;
  return (1.0 + 0.25 * way) / (past * past);
}

// The same far from the column, where hardly any light has met it.
fn shadeFar(chord: vec3f, sheet: vec3f, cover: vec3f) -> vec3f {
  return shade(1.0 / (1.0 / (CHORDS * chord) + cover / sheet));
}

// Row of a kernel's table at a depth, as a fraction; never quite the last, so that one follows.
fn kernelRow(zMm: f32, firstDepthMm: f32, depthStepLog: f32, depthCount: u32) -> f32 {
  let at = log(max(zMm, 1e-4) / firstDepthMm) / depthStepLog;
  return clamp(at, 0.0, f32(depthCount - 1u) - 1e-3);
}

// A disc as the difference of two Gaussians with its variance and its height at the centre.
const HOLLOW: f32 = 0.6180340;
const WIDE: f32 = 0.7639320;

// A kernel Gaussian of variance `kernel` seen through a disc of variance `disc`, at r squared.
fn throughDisc(kernel: f32, disc: f32, rSq: f32) -> f32 {
  return (1.0 + HOLLOW) * blurred(kernel, WIDE * disc, rSq) - HOLLOW * blurred(kernel, 0.5 * WIDE * disc, rSq);
}

fn blurred(kernel: f32, extra: f32, rSq: f32) -> f32 {
  let variance = kernel + extra;
  return kernel / variance * exp(-0.5 * rSq / variance);
}
