// present: the head on a canvas or in a picture that is read back, from the colour of its skin and
// the light that falls on it.
//
// Draw       three vertices, a triangle over the whole picture; target eight bits a channel
// Reads      spec; colour, linear RGB of the skin; gloss, what its surface mirrors and the share that
//            is head; diffuse, what comes back from under the surface of a white head; hair, premultiplied, and
//            the share of light it leaves to the skin; near and far, diffuse light once it has spread in
//            the skin (spread.wgsl), with depth; edges, depth at four places of a pixel
// Twin       tests/gpu/presenter.test.ts (by formula), tests/gpu/edges.test.ts, tests/browser/draft.test.ts
// Where a pixel shows more than one thing it is put together from the pixels about it, by depth: edges
// as head-edges.wgsl has them.
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
@group(0) @binding(9) var edges: texture_depth_multisampled_2d;

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
  var head = headAt(px);
  // Loops of no turn: a software GPU skips those.
  for (var turn = 0u; turn < select(0u, 1u, isEdge(px)); turn++) { head = edgeAt(vec2i(px)); }
  let open = (1.0 - head.a) * spec.background.rgb;
  if (spec.isMap == 1u) { return head.rgb + open; }
  let all = px / (spec.hairStride * vec2f(textureDimensions(hair)));
  let strands = textureSampleLevel(hair, between, all, 0.0);
  let shade = textureSampleLevel(hairShade, between, all, 0.0).r;
  return (shade * head.rgb + open) * (1.0 - strands.a) + strands.rgb;
}

// Light of the head, and the share that is head.
fn headAt(px: vec2f) -> vec4f {
  let skin = textureSampleLevel(colour, between, px / (spec.colourStride * vec2f(textureDimensions(colour))), 0.0).rgb;
  let lit = px / (spec.lightStride * vec2f(textureDimensions(gloss)));
  let mirrored = textureSampleLevel(gloss, between, lit, 0.0);
  let sharp = textureSampleLevel(diffuse, between, lit, 0.0).rgb;
  if (spec.isMap == 1u) { return vec4f(mirrored.a * skin * readable(sharp), mirrored.a); }
  return vec4f(mirrored.rgb + spreadOver(sharp, mirrored.a, lit) * skin, mirrored.a);
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

// Whether one thing is seen before another there.
fn isEdge(px: vec2f) -> bool {
  if (spec.edgeStepMm <= 0.0) { return false; }
  var low = NOT_HEAD;
  var high = -NOT_HEAD;
  for (var i = 0; i < 4; i++) {
    let depth = depthMm(textureLoad(edges, vec2i(px), i));
    low = min(low, depth);
    high = max(high, depth);
  }
  return high - low > spec.edgeStepMm;
}

// Four places of a pixel, each as the pixel about it shows it that is as far away.
fn edgeAt(px: vec2i) -> vec4f {
  let last = vec2i(textureDimensions(gloss)) - 1;
  var sum = vec4f(0.0);
  for (var i = 0; i < 4; i++) {
    let depth = depthMm(textureLoad(edges, px, i));
    var best = px;
    var least = select(NOT_HEAD, 0.0, depth >= NOT_HEAD);
    for (var n = 0; n < select(9, 0, depth >= NOT_HEAD); n++) {
      let step = vec2i(n % 3, n / 3) - 1;
      let there = clamp(px + step, vec2i(0), last);
      if (textureLoad(gloss, there, 0).a == 0.0) { continue; }
      // Of pixels about as far the nearest.
      let off = abs(textureLoad(diffuse, there, 0).a - depth) + 0.1 * spec.edgeStepMm * f32(dot(step, step));
      if (off < least) {
        least = off;
        best = there;
      }
    }
    for (var turn = 0; turn < select(0, 1, depth < NOT_HEAD && least < NOT_HEAD); turn++) {
      sum += 0.25 * headAt(vec2f(best) + 0.5);
    }
  }
  return sum;
}

// Farther away than any head, mm.
const NOT_HEAD: f32 = 1e6;

// Of a depth as the camera has it, mm behind what the light's depth is told from.
fn depthMm(depth: f32) -> f32 {
  let ahead = spec.nearMm * spec.farMm / (spec.farMm - depth * (spec.farMm - spec.nearMm));
  return select(ahead - spec.originMm, NOT_HEAD, depth >= 1.0);
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
