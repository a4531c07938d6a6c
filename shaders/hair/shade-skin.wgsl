// shade-skin: how much light the hair in the picture leaves to the skin beside and below it.
//
// Draw       three vertices, a triangle over a picture of half the size; target one channel, 1 is all
// Reads      view; layer, the hair itself
// Twin       tests/gpu/light/hair.test.ts
// Hair in sight stands for the hair around a place: what lies towards the key lamp, within REACH_MM,
// takes its share. A look, not a measurement: how much is assumed.

import structs::HairView;

@group(0) @binding(0) var<uniform> view: HairView;
@group(0) @binding(1) var layer: texture_2d<f32>;

const REACH_MM: f32 = 14.0;
const TAPS: u32 = 12u;
const DEEPEST: f32 = 0.5;

@vertex
fn whole(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(4u * (index & 1u)) - 1.0, f32(2u * (index & 2u)) - 1.0, 0.0, 1.0);
}

@fragment
fn shade(@builtin(position) at: vec4f) -> @location(0) f32 {
  let size = vec2i(textureDimensions(layer));
  let px = 2.0 * at.xy;
  let reachPx = REACH_MM * view.pxPerMm / max(distance(vec3f(view.eyeX, view.eyeY, view.eyeZ),
    vec3f(view.centreX, view.centreY, view.centreZ)) - 80.0, 30.0);
  var taken = 0.0;
  var weights = 0.0;
  for (var tap = 0u; tap < TAPS; tap++) {
    // A spiral around the place, moved towards the lamp above.
    let far = (f32(tap) + 0.5) / f32(TAPS);
    let turn = 2.399963 * f32(tap);
    let off = reachPx * (far * vec2f(cos(turn), sin(turn)) + vec2f(0.25, -0.45) * far);
    let place = clamp(vec2i(px + off), vec2i(0), size - 1);
    let weight = 1.0 - 0.7 * far;
    taken += weight * textureLoad(layer, place, 0).a;
    weights += weight;
  }
  return 1.0 - DEEPEST * taken / weights;
}
