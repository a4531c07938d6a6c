// profile: how dark the skin is beside a column of absorber, by the footprint's eight Gaussians.

import package::lib::law::{Met, crossings, darkOver, shadeFar, throughDisc};
import package::lib::six::{Six, scaled, plus, times};

const GAUSSIANS: u32 = 8u;

// How strongly something feeds each Gaussian of the footprint, by band.
alias Strength = array<Six, 8>;

// Variance of each Gaussian, mm2.
alias Widths = array<f32, 8>;

// The column as light meets it, apart from where it is looked at.
struct Body {
  radiusMm: f32,
  topMm: f32,
  chordMm: f32,     // mean chord, 4 V / S
  way: Six,         // optical depth of the way of light that met it, far away
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
fn litColumn(strength: ptr<function, Strength>, widths: ptr<function, Widths>, absorption: Six,
    density: f32, radius: f32, height: f32, top: f32, cover: Six) -> Body {
  // Mean way in an endless sheet, times the absorber's density: over the column's own shadow.
  var sheet = Six(vec3f(1e-12), vec3f(1e-12));
  for (var g = 0u; g < GAUSSIANS; g++) {
    sheet = plus(sheet, scaled((*strength)[g], 2.0 * (*widths)[g] / (radius * radius)));
    (*strength)[g] = times((*strength)[g], absorption);
  }
  let chordMm = meanChord(radius, height);
  let amount = max(density, 1e-12);
  let often = Six(crossings(chordMm, sheet.a / amount, cover.a), crossings(chordMm, sheet.b / amount, cover.b));
  let way = scaled(times(absorption, often), density * chordMm);
  return Body(radius, top, chordMm, plus(way, Six(vec3f(1e-12), vec3f(1e-12))), cover);
}

// Integral of 1 - R/R0 past `r`, far from the column.
fn darkPast(strength: ptr<function, Strength>, widths: ptr<function, Widths>,
    body: ptr<function, Body>, r: f32) -> Six {
  let variance = 0.25 * (*body).radiusMm * (*body).radiusMm;
  var past = Six(vec3f(0.0), vec3f(0.0));
  for (var g = 0u; g < GAUSSIANS; g++) {
    let own = (*widths)[g];
    past = plus(past, scaled((*strength)[g],
      6.2831853 * own * exp(-0.5 * r * r / (own + variance))));
  }
  return times(past, Six(shadeFar((*body).way.a, (*body).chordMm), shadeFar((*body).way.b, (*body).chordMm)));
}

// 1 - R/R0 at a lateral distance, spot included. `arrivals` feed the Gaussians with the light that
// first comes to the depth of the column's top.
fn darkAt(strength: ptr<function, Strength>, arrivals: ptr<function, Strength>,
    widths: ptr<function, Widths>, body: ptr<function, Body>, spot: Spot, r: f32) -> Six {
  var x = Six(vec3f(0.0), vec3f(0.0));
  var onTop = x;
  // A column of radius R spreads by R^2 / 4 along each axis.
  let radius = (*body).radiusMm;
  for (var g = 0u; g < GAUSSIANS; g++) {
    let seen = throughDisc((*widths)[g], 0.25 * radius * radius, r * r);
    x = plus(x, scaled((*strength)[g], seen));
    onTop = plus(onTop, scaled((*arrivals)[g], seen));
  }
  onTop = scaled(onTop, 3.1415927 * radius * radius);
  let outMm = max(0.0, r - radius);
  let radii = r / max(radius, 1e-6);
  let above = sqrt(max(0.0, 1.0 - radii * radii));
  let top = (*body).topMm;
  let chord = (*body).chordMm;
  var dark = Six(
    darkOver(Met(x.a, (*body).way.a, (*body).cover.a, onTop.a), chord, outMm, above, top),
    darkOver(Met(x.b, (*body).way.b, (*body).cover.b, onTop.b), chord, outMm, above, top));
  if (spot.radiusMm > 0.0) {
    let covered = 1.0 - smoothstep(0.7 * spot.radiusMm, 1.3 * spot.radiusMm, r);
    dark.a = 1.0 - (1.0 - dark.a) * (1.0 - covered * spot.dark.a);
    dark.b = 1.0 - (1.0 - dark.b) * (1.0 - covered * spot.dark.b);
  }
  return dark;
}
