// composite: a part of a photograph with the dots in it.
//
// Dispatch   one invocation per pixel of the part
// Reads      spec; across[], ratios smoothed along rows; photo[], bytes RGBA; mask[], bytes; skin[],
//            light from under the skin around each place, a coarse picture of the whole photograph
// Writes     out[], bytes RGBA; ratios[], the same of the ratio itself, 255 for all of the light
// Order      none
// Twin       tests/gpu/photo/composite.test.ts
// A pixel whose light does not change keeps its bytes.

import package::lib::dispatch::flatIndex;
import package::photo::srgb::{linearOf, byteOf};
import structs::PhotoSpec;

@group(0) @binding(0) var<uniform> spec: PhotoSpec;
@group(0) @binding(1) var<storage, read> across: array<vec4f>;
@group(0) @binding(2) var<storage, read> photo: array<u32>;
@group(0) @binding(3) var<storage, read> mask: array<u32>;
@group(0) @binding(4) var<storage, read> skin: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<u32>;
@group(0) @binding(6) var<storage, read_write> ratios: array<u32>;

override WORKGROUP: u32 = 64;

const LUMINANCE: vec3f = vec3f(0.2126, 0.7152, 0.0722);

// A ratio this near to one changes no byte.
const NOTHING: f32 = 1e-4;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.width * spec.height) { return; }
  let at = vec2u(index % spec.width, index / spec.width);
  let ratio = ratioAt(at + vec2u(spec.marginX, spec.marginY));
  ratios[index] = byteOf(ratio.r) | (byteOf(ratio.g) << 8u) | (byteOf(ratio.b) << 16u) | 0xff000000u;

  let bytes = photo[index];
  let light = linearOf(bytes);
  let painted = f32((mask[index / 4u] >> (8u * (index & 3u))) & 255u) / 255.0;
  let around = skinAround(vec2f(at) + vec2f(f32(spec.left), f32(spec.top)) + 0.5);
  let parts = partsOf(light);
  let share = painted * isSkin(parts.x, around);
  let kept = mix(vec3f(1.0), ratio, share);
  if (all(abs(kept - 1.0) < vec3f(NOTHING))) {
    out[index] = bytes;
    return;
  }
  let gloss = clamp(parts.y, 0.0, max(0.0, dot(light, LUMINANCE) - around)) * spec.lampColour.rgb;
  let toWhite = mat3x3f(spec.toWhite[0].xyz, spec.toWhite[1].xyz, spec.toWhite[2].xyz);
  let fromWhite = mat3x3f(spec.fromWhite[0].xyz, spec.fromWhite[1].xyz, spec.fromWhite[2].xyz);
  let changed = fromWhite * (kept * (toWhite * (light - gloss))) + gloss;
  out[index] = byteOf(changed.r) | (byteOf(changed.g) << 8u) | (byteOf(changed.b) << 16u) | (bytes & 0xff000000u);
}

// Smoothed along columns too.
fn ratioAt(at: vec2u) -> vec3f {
  let reach = i32(spec.reachPx);
  var sum = vec3f(0.0);
  var share = 0.0;
  for (var off = -reach; off <= reach; off++) {
    let row = u32(clamp(i32(at.y) + off, 0, i32(spec.drawnHeight) - 1));
    let weight = exp(-f32(off * off) * spec.fall);
    sum += weight * across[row * spec.drawnWidth + at.x].rgb;
    share += weight;
  }
  return sum / share;
}

// How much a pixel is skin and not a hair, a hat or a hand's shadow before it: what gives back much
// less from under its surface than the skin around it is something else. Assumed, as is how soft
// the border is.
fn isSkin(body: f32, around: f32) -> f32 {
  return smoothstep(spec.hairBelow, spec.skinAbove, body / max(around, 1e-4));
}

// Luminance from under the surface and mirrored by it, in the least squares and neither less than
// nothing: light = body * skin + mirrored * lamp, both of luminance one (Shafer 1985). Pigment lies
// under what is mirrored.
fn partsOf(light: vec3f) -> vec2f {
  let skin = spec.skinColour.rgb;
  let lamp = spec.lampColour.rgb;
  let ss = dot(skin, skin);
  let ll = dot(lamp, lamp);
  let sl = dot(skin, lamp);
  let det = ss * ll - sl * sl;
  let onSkin = dot(light, skin);
  let onLamp = dot(light, lamp);
  if (det < 1e-6) { return vec2f(onSkin / ss, 0.0); }
  let mirrored = (ss * onLamp - sl * onSkin) / det;
  let body = (ll * onSkin - sl * onLamp) / det;
  if (mirrored < 0.0) { return vec2f(onSkin / ss, 0.0); }
  if (body < 0.0) { return vec2f(0.0, onLamp / ll); }
  return vec2f(body, mirrored);
}

// Between the four nearest of the coarse picture, at a place of the photograph in pixels.
fn skinAround(place: vec2f) -> f32 {
  let size = vec2f(f32(spec.skinWidth), f32(spec.skinHeight));
  let at = clamp(place / spec.skinStep - 0.5, vec2f(0.0), size - 1.001);
  let low = vec2u(at);
  let part = at - vec2f(low);
  let high = min(low + 1u, vec2u(spec.skinWidth, spec.skinHeight) - 1u);
  let top = mix(skin[low.y * spec.skinWidth + low.x], skin[low.y * spec.skinWidth + high.x], part.x);
  let bottom = mix(skin[high.y * spec.skinWidth + low.x], skin[high.y * spec.skinWidth + high.x], part.x);
  return mix(top, bottom, part.y);
}
