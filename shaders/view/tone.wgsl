// tone: the natural unevenness of skin. A look, not a measurement: assumed, and switched off
// where colours are measured.

import package::lib::hash::hash4;

// Factor of the bare reflectance by band: blood shows in green and yellow, melanin in blue.
fn mottle(placeMm: vec3f, seed: u32, amount: f32) -> array<f32, 6> {
  var out = array<f32, 6>(1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
  if (amount <= 0.0) { return out; }
  // Of each, coarse and fine.
  let scalesMm = array<f32, 4>(11.0, 2.7, 7.0, 1.1);
  var noise = vec4f(0.0);
  for (var i = 0u; i < 4u; i++) { noise[i] = smoothNoise(placeMm / scalesMm[i], seed ^ i); }
  let blood = amount * (0.6 * noise.x + 0.4 * noise.y);
  let melanin = amount * (0.6 * noise.z + 0.4 * noise.w);
  let bloodShare = array<f32, 6>(0.5, 0.5, 0.7, 1.0, 0.7, 0.1);
  let melaninShare = array<f32, 6>(1.0, 0.9, 0.7, 0.6, 0.5, 0.4);
  for (var band = 0u; band < 6u; band++) {
    out[band] = exp(-blood * bloodShare[band] - melanin * melaninShare[band]);
  }
  return out;
}

// Value noise from -1 to 1 that changes over about one unit.
fn smoothNoise(p: vec3f, seed: u32) -> f32 {
  let cell = vec3u(vec3i(floor(p)) + vec3i(4096));
  let part = fract(p);
  let w = part * part * (3.0 - 2.0 * part);
  var sum = 0.0;
  for (var i = 0u; i < 8u; i++) {
    let offset = vec3u(i & 1u, (i >> 1u) & 1u, i >> 2u);
    let q = cell + offset;
    let side = select(1.0 - w, w, offset == vec3u(1u));
    sum += side.x * side.y * side.z * f32(hash4(seed, q.x, q.y, q.z) >> 8u);
  }
  return sum / 8388608.0 - 1.0;
}
