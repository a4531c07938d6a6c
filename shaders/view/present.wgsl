// present: the head on the canvas, from the colour of its skin and the light that falls on it.
//
// Draw       three vertices, a triangle over the whole picture; target the canvas
// Reads      spec; colour, linear RGB of the skin; dark and white, the lit picture of a head of no
//            colour and of a white one
// Twin       tests/browser/draft.test.ts (the same as a picture that three.js lights whole)
// Light that comes back from under the skin goes with its colour, shine and background do not: a
// change of colour alone needs no new light.

import structs::PresentSpec;

@group(0) @binding(0) var<uniform> spec: PresentSpec;
@group(0) @binding(1) var colour: texture_2d<f32>;
@group(0) @binding(2) var dark: texture_2d<f32>;
@group(0) @binding(3) var white: texture_2d<f32>;
@group(0) @binding(4) var between: sampler;

@vertex
fn whole(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(4u * (index & 1u)) - 1.0, f32(2u * (index & 2u)) - 1.0, 0.0, 1.0);
}

@fragment
fn present(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let skin = textureSampleLevel(colour, between, at.xy / (spec.colourStride * vec2f(textureDimensions(colour))), 0.0).rgb;
  let lit = at.xy / (spec.lightStride * vec2f(textureDimensions(dark)));
  let shine = textureSampleLevel(dark, between, lit, 0.0).rgb;
  let all = textureSampleLevel(white, between, lit, 0.0).rgb;
  return vec4f(encoded(mix(shine, all, skin)), 1.0);
}

// Linear light to sRGB, with three.js's own exponent.
fn encoded(linear: vec3f) -> vec3f {
  let rgb = clamp(linear, vec3f(0.0), vec3f(1.0));
  return select(1.055 * pow(rgb, vec3f(0.41666)) - 0.055, 12.92 * rgb, rgb <= vec3f(0.0031308));
}
