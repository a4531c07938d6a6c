// kernel: the laws that turn absorber in the skin into missing light (src/skin/dot-law.ts).

// Mean absorption of a ball relative to the same absorber spread out.
// van de Hulst 1957, "Light Scattering by Small Particles", section 14.23.
fn selfShading(opticalRadius: f32) -> f32 {
  let t = opticalRadius;
  // The closed form below loses its digits in f32 there.
  if (t < 0.15) { return 1.0 + t * (-0.75 + t * (0.4 + t * (-1.0 / 6.0 + t * 2.0 / 35.0))); }
  let d = 2.0 * t;
  return 3.0 / (4.0 * t) * (1.0 - 2.0 * (1.0 - (1.0 + d) * exp(-d)) / (d * d));
}

const FLOOR: f32 = 0.15;

// R / R0 over a dot of this strength; saturates where an exponential would go black.
fn saturating(strength: f32) -> f32 {
  let left = 1.0 - strength / (1.0 + 0.3 * strength);
  return select(FLOOR * exp((left - FLOOR) / FLOOR), left, left > FLOOR);
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
