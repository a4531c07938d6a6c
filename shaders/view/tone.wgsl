// tone: the natural unevenness of skin. A look, not a measurement: assumed, and switched off
// where colours are measured.

import package::lib::hash::{hashRow, hashFour};
import package::lib::six::Six;

// Factor of the bare reflectance by band: blood shows in green and yellow, melanin in blue.
fn mottle(placeMm: vec3f, seed: u32, amount: f32) -> Six {
  if (amount <= 0.0) { return Six(vec3f(1.0), vec3f(1.0)); }
  // Of each, coarse and fine.
  let blood = 0.6 * smoothNoise(placeMm / 11.0, seed) + 0.4 * smoothNoise(placeMm / 2.7, seed ^ 1u);
  let melanin = 0.6 * smoothNoise(placeMm / 7.0, seed ^ 2u) + 0.4 * smoothNoise(placeMm / 1.1, seed ^ 3u);
  return Six(
    exp(-amount * (blood * vec3f(0.5, 0.5, 0.7) + melanin * vec3f(1.0, 0.9, 0.7))),
    exp(-amount * (blood * vec3f(1.0, 0.7, 0.1) + melanin * vec3f(0.6, 0.5, 0.4))));
}

// Value noise from -1 to 1 that changes over about one unit.
fn smoothNoise(p: vec3f, seed: u32) -> f32 {
  let cell = vec3u(vec3i(floor(p)) + vec3i(4096));
  let part = fract(p);
  let w = part * part * (3.0 - 2.0 * part);
  // The eight corners' hashes share their beginnings.
  let row = hashRow(seed, cell.xy);
  let near = vec4f(hashFour(row, cell.z) >> vec4u(8u));
  let far = vec4f(hashFour(row, cell.z + 1u) >> vec4u(8u));
  let across = vec4f(1.0 - w.x, w.x, 1.0 - w.x, w.x) * vec4f(vec2f(1.0 - w.y), vec2f(w.y));
  return dot(across, mix(near, far, w.z)) / 8388608.0 - 1.0;
}
