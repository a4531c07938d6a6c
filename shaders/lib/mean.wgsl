// mean: reflectance of a patch of skin from the light its dots take.

import package::lib::overlap::overlapRatio;

// R / R0 averaged over a patch of blue-noise dots, from what each would take alone. Halos past
// reach lie over everything alike; what lies within reach overlaps as `nearRatio` says.
fn meanRatio(nearShare: f32, farShare: f32, shape: f32) -> f32 {
  let near = nearRatio(min(nearShare, FITTED), shape);
  // Past what was fitted it would rise again; this goes on with the slope it had.
  let before = nearRatio(FITTED - 0.01, shape);
  let at = nearRatio(FITTED, shape);
  let past = exp(100.0 * (1.0 - before / at) * max(0.0, nearShare - FITTED));
  return overlapRatio(pow(near * past, -1.0 / shape) - 1.0 + farShare / shape, shape);
}

const FITTED: f32 = 0.6;

// Fitted to brute-force sums of responses (tests/gpu/light/mean.test.ts), 20 to 150 dots per cm2, 0.2 to
// 0.8 mm deep, fresh, healed and old, shapes from 0.4 up: 0.3 percent rms, 1.6 at worst.
fn nearRatio(s: f32, shape: f32) -> f32 {
  let together = 0.124 * (1.0 - exp(-67.0 * s)) + 0.386 * s;
  return 1.0 - s + s * s * together * (shape + 1.0) / (shape + 0.628 * s);
}
