// spread: light that got into skin comes back beside where it got in; see spread-pass.ts.
//
// Draw       three vertices, a triangle over the whole picture; target rgba16float, a coarse pixel each
// Reads      spec; gather: diffuse light of a white head with depth, gloss with the share that is head;
//            blur: what gather or an earlier blur made
// Order      across, then down, for each of two Gaussians, the second from what the first made
// Twin       tests/gpu/light/spread.test.ts (a step of light over flat skin, against photons)
// Distances are those on the skin: a step aside and a step in depth add at right angles, so light runs
// along a slope and over no edge. Weights sum to 1, so even light stays as it is.

import structs::SpreadSpec;

@group(0) @binding(0) var<uniform> spec: SpreadSpec;
@group(0) @binding(1) var light: texture_2d<f32>;
@group(0) @binding(2) var gloss: texture_2d<f32>;
@group(0) @binding(3) var between: sampler;

// Depth of a pixel that shows no head.
const NOWHERE: f32 = -30000.0;
const TAPS: u32 = 5u;
// Distance between taps over the Gaussian's width.
const PACE: f32 = 0.58;

@vertex
fn whole(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(4u * (index & 1u)) - 1.0, f32(2u * (index & 2u)) - 1.0, 0.0, 1.0);
}

@fragment
fn gather(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let first = vec2u(at.xy) * spec.stride;
  let end = min(first + spec.stride, textureDimensions(light));
  var sum = vec4f(0.0);
  var head = 0.0;
  for (var y = first.y; y < end.y; y++) {
    for (var x = first.x; x < end.x; x++) {
      sum += textureLoad(light, vec2u(x, y), 0);
      head += textureLoad(gloss, vec2u(x, y), 0).a;
    }
  }
  return select(vec4f(0.0, 0.0, 0.0, NOWHERE), sum / head, head > 0.05);
}

@fragment
fn blur(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let here = textureLoad(light, vec2u(at.xy), 0);
  let isHead = here.a > 0.5 * NOWHERE;
  let texelMm = spec.texelAtOne * f32(spec.stride) * max(1.0, spec.originMm + here.a);
  let pace = PACE * spec.sigmaMm / texelMm * spec.along.xy / vec2f(textureDimensions(light));
  let centre = at.xy / vec2f(textureDimensions(light));
  var sum = here.rgb;
  var weight = 1.0;
  // No turn where there is nothing: a software GPU skips such loops.
  for (var tap = 1u; tap <= select(0u, TAPS, isHead); tap++) {
    let off = PACE * f32(tap);
    for (var side = -1.0; side < 2.0; side += 2.0) {
      let there = textureSampleLevel(light, between, centre + side * f32(tap) * pace, 0.0);
      let deep = (there.a - here.a) / spec.sigmaMm;
      let w = exp(-0.5 * (off * off + min(deep * deep, 1e4)));
      sum += w * there.rgb;
      weight += w;
    }
  }
  return vec4f(sum / weight, here.a);
}
