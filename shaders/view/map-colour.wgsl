// map-colour: a quantity of the skin as colours with contour lines, instead of the skin's own colour.
//
// Draw       three vertices, a triangle over the whole picture; target linear RGB, rgba16float
// Reads      spec, positions[] (um), triangles[]; paint; values[], value and edge of each vertex as
//            HeadMap has them, NO_VALUE for NaN; ramp[], linear RGB; shown, which triangle each pixel
//            shows (skin-where)
// Twin       tests/gpu/maps/map-picture.test.ts

import package::view::pane::{Pane, paneOf, sharesAt};
import structs::{MapPaintSpec, SkinSpec};

@group(0) @binding(0) var<uniform> spec: SkinSpec;
@group(0) @binding(1) var<storage, read> positions: array<i32>;
@group(0) @binding(2) var<storage, read> triangles: array<u32>;
@group(0) @binding(3) var<uniform> paint: MapPaintSpec;
@group(0) @binding(4) var<storage, read> values: array<vec2f>;
@group(0) @binding(5) var<storage, read> ramp: array<vec4f>;
@group(0) @binding(6) var shown: texture_2d<u32>;

// Skin of which a map tells nothing: a neutral grey, as light as a fair forehead.
const PLAIN = vec3f(0.40);
const NO_VALUE: f32 = -1e30;
// Contour lines nearer than this, px, would be a grey haze.
const CROWDED_PX = vec2f(3.0, 9.0);

@vertex
fn whole(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(4u * (index & 1u)) - 1.0, f32(2u * (index & 2u)) - 1.0, 0.0, 1.0);
}

@fragment
fn shade(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let pixel = vec2u(at.xy) * spec.stride + vec2u(spec.stride / 2u);
  let mark = textureLoad(shown, min(pixel, textureDimensions(shown) - vec2u(1u)), 0).x;
  if (mark == 0u) { return vec4f(PLAIN, 1.0); }
  let pane = paneAt(mark - 1u);
  let centre = vec2f(pixel) + 0.5;
  let shares = sharesAt(pane, rayAt(centre));
  let a = values[pane.vertices.x];
  let b = values[pane.vertices.y];
  let c = values[pane.vertices.z];
  let corners = vec3f(a.x, b.x, c.x);
  let edges = vec3f(a.y, b.y, c.y);
  let edge = dot(shares, edges);
  // Values and edges are straight within a triangle, and beyond its sides too.
  let right = sharesAt(pane, rayAt(centre + vec2f(1.0, 0.0))) - shares;
  let down = sharesAt(pane, rayAt(centre + vec2f(0.0, 1.0))) - shares;
  let edgePerPx = length(vec2f(dot(right, edges), dot(down, edges)));
  let inside = clamp(edge / max(edgePerPx, 1e-6) + 0.5, 0.0, 1.0);
  if (paint.isKind == 1u) { return vec4f(mix(PLAIN, kindAt(shares, corners), inside), 1.0); }
  if (inside <= 0.0 || any(corners <= vec3f(0.5 * NO_VALUE))) { return vec4f(PLAIN, 1.0); }

  let value = dot(shares, corners);
  var rgb = colourOf(value);
  // In a draft they would be rows of blocks.
  if (paint.step > 0.0 && spec.stride == 1u) {
    let perPx = length(vec2f(dot(right, corners), dot(down, corners)));
    rgb = mix(rgb, lineOver(rgb), lineAt(value, perPx));
  }
  return vec4f(mix(PLAIN, rgb, inside), 1.0);
}

// How much of a contour line covers a pixel where the value changes by `perPx`.
fn lineAt(value: f32, perPx: f32) -> f32 {
  let slope = max(perPx, 1e-6 * paint.step);
  let nearest = paint.level + paint.step * round((value - paint.level) / paint.step);
  let away = abs(value - nearest) / slope;
  let covers = 1.0 - smoothstep(0.5 * paint.linePx - 0.5, 0.5 * paint.linePx + 0.5, away);
  return 0.75 * covers * smoothstep(CROWDED_PX.x, CROWDED_PX.y, paint.step / slope);
}

// Dark on light, light on dark.
fn lineOver(rgb: vec3f) -> vec3f {
  return select(vec3f(0.85), vec3f(0.01), dot(rgb, vec3f(0.2126, 0.7152, 0.0722)) > 0.1);
}

fn colourOf(value: f32) -> vec3f {
  let last = f32(paint.colours - 1u);
  let at = clamp((value - paint.low) / (paint.high - paint.low), 0.0, 1.0) * last;
  let below = u32(min(at, last - 1.0));
  return mix(ramp[below].rgb, ramp[below + 1u].rgb, at - f32(below));
}

fn kindAt(shares: vec3f, corners: vec3f) -> vec3f {
  var kind = corners.x;
  if (shares.y >= shares.x && shares.y >= shares.z) { kind = corners.y; }
  if (shares.z > shares.x && shares.z > shares.y) { kind = corners.z; }
  if (kind <= 0.5 * NO_VALUE) { return PLAIN; }
  return ramp[min(u32(kind), paint.colours - 1u)].rgb;
}

fn paneAt(triangle: u32) -> Pane {
  let v = vec3u(triangles[3u * triangle], triangles[3u * triangle + 1u], triangles[3u * triangle + 2u]);
  return paneOf(v, vertexMm(v.x), vertexMm(v.y), vertexMm(v.z), spec.viewProjection);
}

fn vertexMm(vertex: u32) -> vec3f {
  return 0.001 * vec3f(vec3i(positions[3u * vertex], positions[3u * vertex + 1u], positions[3u * vertex + 2u]));
}

fn rayAt(px: vec2f) -> vec3f {
  return vec3f(2.0 * px.x / spec.widthPx - 1.0, 1.0 - 2.0 * px.y / spec.heightPx, 1.0);
}
