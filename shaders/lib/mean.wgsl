// mean: reflectance of a patch of skin from the light its dots take.

// R / R0 averaged over a patch of blue-noise dots, from what each would take alone. Halos past
// reach overlap like mist, so their shares multiply; what lies within reach overlaps the more, the
// more of it there is. Fitted to brute-force products of responses (tests/gpu/mean.test.ts), 20 to
// 150 dots per cm2, 0.2 to 0.8 mm deep: within 0.5 percent up to a share of 0.3, 3.5 at 0.8.
fn meanRatio(nearShare: f32, farShare: f32) -> f32 {
  let s = nearShare;
  let left = 1.0 - s + s * s * (0.25 + 0.09 * s);
  // Past what was fitted it would rise again; this goes on with the slope it had.
  return select(0.34 * exp(-0.676 * (s - 1.0)), left, s < 1.0) * exp(-farShare);
}
