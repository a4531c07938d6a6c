// overlap: how the darkness of many dots adds up (src/light/dot/overlap.ts).
//
// Light that lives long meets many dots: under a sum of terms (1 + sum)^-m is left, where each dot
// alone would leave (1 + term)^-m.

// What dots add to the sum, from 1 - R/R0 over each alone, at two bands.
fn overlapTerm(dark: vec2f, shape: vec2f) -> vec2f {
  return pow(max(vec2f(1.0) - dark, vec2f(1e-3)), -1.0 / shape) - vec2f(1.0);
}

// R/R0 under such a sum, at one band.
fn overlapRatio(sum: f32, shape: f32) -> f32 {
  return pow(1.0 + sum, -shape);
}
