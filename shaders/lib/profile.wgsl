// profile: how dark the skin is beside a column of absorber, by the kernel's six Gaussians.

import package::lib::kernel::{chordsAt, darkOver, shadeFar, throughDisc};
import package::lib::six::{Six, scaled, plus, times, band};

const GAUSSIANS: u32 = 6u;

// How strongly the absorber feeds each Gaussian of the kernel, by band.
alias Strength = array<Six, 6>;

// The column as light meets it, apart from where it is looked at.
struct Body {
  radiusMm: f32,
  topMm: f32,
  chord: Six,       // absorption times mean chord
  sheet: Six,       // what an endless sheet of it would take away if it were clear
  cover: Six,       // what an opaque sheet at its top takes away
}

// A spot that lies on the skin: 1 - R/R0 under it.
struct Spot {
  radiusMm: f32,
  dark: Six,
}

// Mean chord of a column, 4 V / S.
fn meanChord(radius: f32, height: f32) -> f32 {
  return 2.0 * radius * height / max(radius + height, 1e-9);
}

// Gives amounts their absorption, and says how light meets a column of that much of it per volume.
fn litColumn(strength: ptr<function, Strength>, kernel: Six, absorption: Six, density: f32,
    radius: f32, height: f32, top: f32, cover: Six) -> Body {
  var sheet = Six(vec3f(1e-12), vec3f(1e-12));
  for (var g = 0u; g < GAUSSIANS; g++) {
    (*strength)[g] = times((*strength)[g], absorption);
    // Over the column's own shadow.
    sheet = plus(sheet, scaled((*strength)[g], 2.0 * band(kernel, g) / (radius * radius)));
  }
  let chord = scaled(absorption, density * meanChord(radius, height));
  return Body(radius, top, plus(chord, Six(vec3f(1e-12), vec3f(1e-12))), sheet, cover);
}

// Integral of 1 - R/R0 past `r`, far from the column.
fn darkPast(strength: ptr<function, Strength>, kernel: Six, body: ptr<function, Body>, r: f32) -> Six {
  let variance = 0.25 * (*body).radiusMm * (*body).radiusMm;
  var past = Six(vec3f(0.0), vec3f(0.0));
  for (var g = 0u; g < GAUSSIANS; g++) {
    let own = band(kernel, g);
    past = plus(past, scaled((*strength)[g],
      6.2831853 * own * exp(-0.5 * r * r / (own + variance))));
  }
  return times(past, Six(shadeFar((*body).chord.a, (*body).sheet.a, (*body).cover.a),
    shadeFar((*body).chord.b, (*body).sheet.b, (*body).cover.b)));
}

// 1 - R/R0 at a lateral distance, spot included.
fn darkAt(strength: ptr<function, Strength>, kernel: Six, body: ptr<function, Body>, spot: Spot, r: f32) -> Six {
  var x = Six(vec3f(0.0), vec3f(0.0));
  // A column of radius R spreads by R^2 / 4 along each axis.
  let variance = 0.25 * (*body).radiusMm * (*body).radiusMm;
  for (var g = 0u; g < GAUSSIANS; g++) {
    x = plus(x, scaled((*strength)[g], throughDisc(band(kernel, g), variance, r * r)));
  }
  let chords = chordsAt((*body).topMm, r / max((*body).radiusMm, 1e-6));
  var dark = Six(
    darkOver(x.a, chords * (*body).chord.a, (*body).sheet.a, (*body).cover.a),
    darkOver(x.b, chords * (*body).chord.b, (*body).sheet.b, (*body).cover.b));
  if (spot.radiusMm > 0.0) {
    let covered = 1.0 - smoothstep(0.7 * spot.radiusMm, 1.3 * spot.radiusMm, r);
    dark.a = 1.0 - (1.0 - dark.a) * (1.0 - covered * spot.dark.a);
    dark.b = 1.0 - (1.0 - dark.b) * (1.0 - covered * spot.dark.b);
  }
  return dark;
}
