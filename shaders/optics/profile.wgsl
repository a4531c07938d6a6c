// profile: how dark the skin is beside a column of absorber, by the footprint's eight Gaussians and
// by what share of the light meets it.

import package::lib::law::{LIT_TOPS, Met, darkOver};
import package::lib::six::{Six, scaled, plus};
import package::optics::met::Row;

const GAUSSIANS: u32 = 8u;
const DISC_RADII: u32 = 48u;      // DISC_RADII_MM of src/engine/optics/disc-table.ts

// How strongly something feeds each Gaussian of the footprint, by band.
alias Strength = array<Six, 8>;

// A column as light meets it, apart from where it is looked at.
struct Body {
  near: mat4x3f,                   // its strength in the four narrow Gaussians, 420 to 500 nm
  wide: mat4x3f,                   // and in the four wide ones
  nearRed: mat4x3f,                // the same for 540 to 630 nm
  wideRed: mat4x3f,
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
