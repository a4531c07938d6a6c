// profile: how dark the skin is beside a column of absorber, by the footprint's eight Gaussians and
// by what share of the light meets it.

import package::lib::law::{LIT_TOPS, Met, darkOver};
import package::lib::six::{Six, scaled, plus};

const GAUSSIANS: u32 = 8u;
const MET_RADII: u32 = 8u;        // MET_RADII_MM of src/light/dot/met/met-tally.ts
const MET_TOPS: u32 = 18u;        // MET_TOPS_MM there
const MET_ENDS: u32 = 6u;
const MET_ROWS: u32 = MET_TOPS + MET_ENDS;
const MET_ENDS_AT: u32 = 5u;     // words of the depths of tops, four a word
const MET_FIRST: u32 = 7u;        // and of ends
const DISC_RADII: u32 = 48u;      // DISC_RADII_MM of src/engine/optics/disc-table.ts

// How strongly something feeds each Gaussian of the footprint, by band.
alias Strength = array<Six, 8>;

// Two rows of a table and how far a value lies from the first to the second.
struct Row {
  first: u32,
  part: f32,
}

// A column as light meets it, apart from where it is looked at.
struct Body {
  radiusMm: f32,
  disc: Row,                       // its radius among those of the disc table
  met: Row,                        // and among those of the table of met light
  topsA: array<Row, LIT_TOPS>,     // its lit tops, for bands 420 to 500 nm
  topsB: array<Row, LIT_TOPS>,     // for 540 to 630 nm
  end: Row,
}

// A spot that lies on the skin: 1 - R/R0 under it.
struct Spot {
  radiusMm: f32,
  dark: Six,
}

// What a clear column would take away and how much light meets it, at one node.
struct Lit {
  thin: Six,
  met: Six,
  first: Six,
  missed: Six,
}

// 1 - R/R0 at a lateral distance, spot included.
fn darkAt(lit: Lit, radiusMm: f32, spot: Spot, r: f32) -> Six {
  let radii = r / max(radiusMm, 1e-6);
  let within = sqrt(max(0.0, 1.0 - radii * radii));
  var dark = Six(darkOver(Met(lit.thin.a, lit.met.a, lit.first.a, lit.missed.a), within),
    darkOver(Met(lit.thin.b, lit.met.b, lit.first.b, lit.missed.b), within));
  if (spot.radiusMm > 0.0) {
    let covered = 1.0 - smoothstep(0.7 * spot.radiusMm, 1.3 * spot.radiusMm, r);
    dark.a = 1.0 - (1.0 - dark.a) * (1.0 - covered * spot.dark.a);
    dark.b = 1.0 - (1.0 - dark.b) * (1.0 - covered * spot.dark.b);
  }
  return dark;
}

// Integral past `r` of what a clear column takes away.
fn thinPast(strength: ptr<function, Strength>, variances: array<vec4f, 2>, radiusMm: f32, r: f32) -> Six {
  let disc = 0.25 * radiusMm * radiusMm;
  var past = Six(vec3f(0.0), vec3f(0.0));
  for (var g = 0u; g < GAUSSIANS; g++) {
    let own = variances[g / 4u][g % 4u];
    past = plus(past, scaled((*strength)[g], 6.2831853 * own * exp(-0.5 * r * r / (own + disc))));
  }
  return past;
}

// Where a value stands in a list of `count` equal steps; never quite the last, so that one follows.
fn rowOf(at: f32, count: u32) -> Row {
  let held = clamp(at, 0.0, f32(count - 1u) - 1e-3);
  return Row(u32(held), fract(held));
}
