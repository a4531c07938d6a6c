// present: the head on a canvas or in a picture that is read back, from the colour of its skin and
// the light that falls on it.
//
// Draw       three vertices, a triangle over the whole picture; target eight bits a channel
// Reads      spec; colour, linear RGB of the skin; gloss, what its surface mirrors and the share that
//            is head; diffuse, what comes back from under the surface of a white head; hair, premultiplied, and
//            the share of light it leaves to the skin; near and far, diffuse light once it has spread in
//            the skin (spread.wgsl), with depth
// Twin       tests/gpu/presenter.test.ts (by formula), tests/browser/draft.test.ts
// Light that comes back from under the skin goes with its colour, shine and background do not: a
// change of colour alone needs no new light.

import package::view::shoulder::shouldered;
import structs::PresentSpec;

@group(0) @binding(0) var<uniform> spec: PresentSpec;
@group(0) @binding(1) var colour: texture_2d<f32>;
@group(0) @binding(2) var gloss: texture_2d<f32>;
@group(0) @binding(3) var diffuse: texture_2d<f32>;
@group(0) @binding(4) var between: sampler;
@group(0) @binding(5) var hair: texture_2d<f32>;
@group(0) @binding(6) var hairShade: texture_2d<f32>;
@group(0) @binding(7) var near: texture_2d<f32>;
@group(0) @binding(8) var far: texture_2d<f32>;

@vertex
fn whole(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(4u * (index & 1u)) - 1.0, f32(2u * (index & 2u)) - 1.0, 0.0, 1.0);
}

@fragment
fn present(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let corner = vec2u(at.xy) * spec.samples;
  var sum = vec3f(0.0);
  for (var y = 0u; y < spec.samples; y++) {
    for (var x = 0u; x < spec.samples; x++) {
      sum += sampleAt(vec2f(corner + vec2u(x, y)) + 0.5);
    }
  }
  return vec4f(encoded(shouldered(sum / f32(spec.samples * spec.samples))), 1.0);
}

// Linear light at a place, in fine pixels.
fn sampleAt(px: vec2f) -> vec3f {
  let skin = textureSampleLevel(colour, between, px / (spec.colourStride * vec2f(textureDimensions(colour))), 0.0).rgb;
  let lit = px / (spec.lightStride * vec2f(textureDimensions(gloss)));
  let mirrored = textureSampleLevel(gloss, between, lit, 0.0);
  let sharp = textureSampleLevel(diffuse, between, lit, 0.0).rgb;
  if (spec.isMap == 1u) { return mix(spec.background.rgb, skin * readable(sharp), mirrored.a); }
  let below = spreadOver(sharp, mirrored.a, lit);
  let all = px / (spec.hairStride * vec2f(textureDimensions(hair)));
  let strands = textureSampleLevel(hair, between, all, 0.0);
  let shade = textureSampleLevel(hairShade, between, all, 0.0).r;
  let head = shade * (mirrored.rgb + below * skin) + (1.0 - mirrored.a) * spec.background.rgb;
  return head * (1.0 - strands.a) + strands.rgb;
}

// Depth of a place of `near` and `far` that shows no head, or its edge, is far below this.
const EDGE: f32 = -1000.0;

// The light with the shares of it that have gone aside.
fn spreadOver(sharp: vec3f, head: f32, lit: vec2f) -> vec3f {
  let close = textureSampleLevel(near, between, lit, 0.0);
  let wide = textureSampleLevel(far, between, lit, 0.0);
  if (close.a < EDGE) { return sharp; }
  let shares = spec.nearShare.rgb + spec.farShare.rgb;
  return sharp * (1.0 - shares) + head * (close.rgb * spec.nearShare.rgb + wide.rgb * spec.farShare.rgb);
}

// Shade for a colour that is to be found again in a legend: its form, and no more.
fn readable(light: vec3f) -> f32 {
  let shade = clamp(dot(light, vec3f(0.2126, 0.7152, 0.0722)), 0.0, 1.0);
  return 0.62 + 0.38 * smoothstep(0.0, 0.9, shade);
}

// Linear light to sRGB.
fn encoded(linear: vec3f) -> vec3f {
  let rgb = clamp(linear, vec3f(0.0), vec3f(1.0));
  return select(1.055 * pow(rgb, vec3f(1.0 / 2.4)) - 0.055, 12.92 * rgb, rgb <= vec3f(0.0031308));
}
