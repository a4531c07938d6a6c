// profile: how dark the skin is beside an absorber, as the sum of the kernel's six Gaussians.

import package::lib::kernel::{selfShading, saturating, throughDisc};
import package::lib::six::{Six, scaled, plus, times, band};

const GAUSSIANS: u32 = 6u;

// How strongly the absorber feeds each Gaussian of the kernel, by band.
alias Strength = array<Six, 6>;

// A spot that lies on the skin: 1 - R/R0 under it.
struct Spot {
  radiusMm: f32,
  dark: Six,
}

// Multiplies by absorption and by how far the deposit shades its own core.
fn shadeItself(strength: ptr<function, Strength>, absorption: Six, opticalScale: f32) {
  var factor = absorption;
  for (var i = 0u; i < 3u; i++) {
    factor.a[i] *= selfShading(absorption.a[i] * opticalScale);
    factor.b[i] *= selfShading(absorption.b[i] * opticalScale);
  }
  for (var g = 0u; g < GAUSSIANS; g++) { (*strength)[g] = times((*strength)[g], factor); }
}

// Radius of the ball that shades itself as a column does: 3/4 of the mean chord, 3 r h / 2 (r + h).
fn meanChordRadius(radius: f32, height: f32) -> f32 {
  return 1.5 * radius * height / max(radius + height, 1e-9);
}

// 1 - R/R0 at a lateral distance, for an absorber as wide as `variance` says, spot included.
fn darkAt(strength: ptr<function, Strength>, kernel: Six, variance: f32, spot: Spot, r: f32) -> Six {
  var x = Six(vec3f(0.0), vec3f(0.0));
  for (var g = 0u; g < GAUSSIANS; g++) {
    x = plus(x, scaled((*strength)[g], throughDisc(band(kernel, g), variance, r * r)));
  }
  var dark: Six;
  for (var i = 0u; i < 3u; i++) {
    dark.a[i] = 1.0 - saturating(max(x.a[i], 0.0));
    dark.b[i] = 1.0 - saturating(max(x.b[i], 0.0));
  }
  if (spot.radiusMm > 0.0) {
    let covered = 1.0 - smoothstep(0.7 * spot.radiusMm, 1.3 * spot.radiusMm, r);
    dark.a = 1.0 - (1.0 - dark.a) * (1.0 - covered * spot.dark.a);
    dark.b = 1.0 - (1.0 - dark.b) * (1.0 - covered * spot.dark.b);
  }
  return dark;
}
