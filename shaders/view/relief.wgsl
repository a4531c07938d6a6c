// relief: slopes of the fine relief of skin, for the lit material of three.js; see skin-material.ts.
//
// What a pixel does not resolve is no slope but roughness, so nothing shimmers and gloss keeps its
// mean. Wavelengths and slopes are assumed: in the range of replicas of skin, whose primary lines are
// 0.2 to 0.5 mm apart and 20 to 100 um deep.

// Gradient of the height at p (mm, head frame), and the variance of slope, per axis, left out.
fn relief(p: vec3f, pores: f32) -> vec4f {
  let widthMm = 0.5 * (length(dpdx(p)) + length(dpdy(p)));
  let lengthMm = array<f32, 4>(6.5, 2.3, 0.9, 0.42);
  let slopeRms = array<f32, 4>(0.004, 0.008, 0.045, 0.09);
  var slope = vec3f(0.0);
  var left = 0.0;
  for (var octave = 0u; octave < 4u; octave++) {
    // Pores are the third: wide and deep on nose and cheeks, fine on the scalp.
    let rms = slopeRms[octave] * select(1.0, 0.45 + pores, octave == 2u);
    let shown = 1.0 - smoothstep(0.22, 0.6, widthMm / lengthMm[octave]);
    // Loops of no turn: a software GPU skips those.
    for (var turn = 0u; turn < select(0u, 1u, shown > 0.0); turn++) {
      slope += shown * rms * noiseSlope(p / lengthMm[octave] + 17.0 * f32(octave));
    }
    left += rms * rms * (1.0 - shown * shown);
  }
  return vec4f(slope, left);
}

// Gradient of a value noise, about 1 rms on each axis.
fn noiseSlope(p: vec3f) -> vec3f {
  let cell = vec3u(vec3i(floor(p)) + vec3i(4096));
  let t = fract(p);
  let w = t * t * (3.0 - 2.0 * t);
  let d = 6.0 * t * (1.0 - t);
  // Corners by z, y, x.
  let low = corners(cell.x, cell.yz);
  let high = corners(cell.x + 1u, cell.yz);
  let alongX = high - low;
  let atX = mix(low, high, vec4f(w.x));
  let x = mix(mix(alongX.x, alongX.y, w.y), mix(alongX.z, alongX.w, w.y), w.z);
  let y = mix(atX.y - atX.x, atX.w - atX.z, w.z);
  let z = mix(atX.z, atX.w, w.y) - mix(atX.x, atX.y, w.y);
  return 1.6 * d * vec3f(x, y, z);
}

// From -1 to 1 at the four corners of one x.
fn corners(x: u32, yz: vec2u) -> vec4f {
  let y = vec4u(yz.x, yz.x + 1u, yz.x, yz.x + 1u);
  let z = vec4u(yz.y, yz.y, yz.y + 1u, yz.y + 1u);
  var h = x * 0x8da6b343u + y * 0xd8163841u + z * 0xcb1ab31fu;
  h = (h ^ (h >> vec4u(13u))) * 0x5bd1e995u;
  h = (h ^ (h >> vec4u(15u))) * 0x2c1b3c6du;
  return vec4f(h >> vec4u(8u)) / 8388608.0 - 1.0;
}
