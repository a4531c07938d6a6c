// head-depth: what the head hides, a little behind its skin: a pixel knows one depth of a slope, and roots lie in it.
//
// Draw       three vertices, a triangle over the whole picture; target depth alone
// Reads      view; headDepth, of the head as skin-where drew it
// Twin       tests/gpu/light/hair.test.ts

import structs::HairView;

@group(0) @binding(0) var<uniform> view: HairView;
@group(0) @binding(1) var headDepth: texture_depth_2d;

@vertex
fn whole(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(4u * (index & 1u)) - 1.0, f32(2u * (index & 2u)) - 1.0, 0.0, 1.0);
}

@fragment
fn behind(@builtin(position) at: vec4f) -> @builtin(frag_depth) f32 {
  let depth = textureLoad(headDepth, min(vec2u(at.xy) * view.stride + vec2u(view.stride / 2u), textureDimensions(headDepth) - vec2u(1u)), 0);
  let span = view.farMm - view.nearMm;
  let mm = view.nearMm * view.farMm / (view.farMm - depth * span);
  let slackMm = 0.25 + 1.5 * mm / view.pxPerMm;
  let moved = mm + slackMm;
  return select(clamp(view.farMm * (moved - view.nearMm) / (moved * span), 0.0, 1.0), 1.0, depth >= 1.0);
}
