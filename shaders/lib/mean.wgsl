// mean: reflectance of a patch of skin from the light its dots take.

// R / R0 averaged over a patch. Halos overlap like mist, so their shares multiply; the dark spots
// themselves keep apart, so theirs add up, save for what little they overlap.
fn meanRatio(nearShare: f32, farShare: f32) -> f32 {
  return max(1.0 - nearShare + 0.35 * nearShare * nearShare, 0.05) * exp(-farShare);
}
