// draw-strands: strands as ribbons that face the eye.
//
// Draw       two vertices a point of a strand, six indices a segment; target premultiplied linear RGB
// Reads      view, seen[], lights[] (see-points); the depth that head-depth left
// Order      as the strands stand in the list, so equal frames are equal
// Twin       tests/gpu/light/hair.test.ts (what is covered against a picture of many samples)
// A box of a pixel's width gathers what it meets, so a strand narrower than a pixel covers so much of it
// as it takes. Long hair is drawn twice: what hides other hair, then soft edges.

import structs::HairView;

@group(0) @binding(0) var<uniform> view: HairView;
@group(0) @binding(1) var<storage, read> seen: array<vec4f>;
@group(0) @binding(2) var<storage, read> lights: array<vec2u>;

struct Ribbon {
  @builtin(position) clip: vec4f,
  @location(0) light: vec3f,
  @location(1) px: vec4f,         // across, along from the start and to the end, half width
}

// How much wider and longer than they are ribbons are drawn, px: what a pixel's box still meets.
override MARGIN_PX: f32 = 0.5;

const FAR_PX: f32 = 1e3;
const NOWHERE = vec4f(2.0, 2.0, 2.0, 1.0);

@vertex
fn ribbon(@builtin(vertex_index) index: u32) -> Ribbon {
  let point = index / 2u;
  let i = point % (view.segments + 1u);
  let first = point - i;
  let here = seen[point];
  if (min(here.z, seen[first].z) <= 0.0) { return Ribbon(NOWHERE, vec3f(0.0), vec4f(0.0)); }
  let before = seen[first + max(i, 1u) - 1u];
  let after = seen[first + min(i + 1u, view.segments)];
  // A piece that ends behind the eye is left out.
  if (min(before.z, after.z) <= 0.0) { return Ribbon(NOWHERE, vec3f(0.0), vec4f(0.0)); }
  let apart = after.xy - before.xy;
  let size = length(apart);
  let direction = select(vec2f(0.0, 1.0), apart / max(size, 1e-6), size > 1e-4);

  // Seen end on, a hair is as long as it is wide.
  let side = select(-1.0, 1.0, (index & 1u) == 1u) * (here.w + MARGIN_PX);
  let isSingle = view.segments == 1u;
  let spare = select(0.0, max(0.0, here.w - 0.5 * size), isSingle);
  let past = select(select(0.0, MARGIN_PX + spare, i == view.segments), -MARGIN_PX - spare, i == 0u);
  let px = here.xy + side * vec2f(-direction.y, direction.x) + past * direction;
  // How far within both ends, px: only the first and the last piece can lie beyond one.
  let fromStart = select(select(FAR_PX, distance(here.xy, before.xy), i == 1u), -0.5, i == 0u);
  let toEnd = select(select(FAR_PX, distance(here.xy, after.xy), i + 1u == view.segments), -0.5, i == view.segments);
  let spared = select(0.0, 2.0 * spare + 0.5, isSingle);

  let ndc = vec2f(2.0 * px.x / view.widthPx - 1.0, 1.0 - 2.0 * px.y / view.heightPx);
  let depth = view.farMm * (here.z - view.nearMm) / (here.z * (view.farMm - view.nearMm));
  let light = vec3f(unpack2x16float(lights[point].x), unpack2x16float(lights[point].y).x);
  return Ribbon(vec4f(ndc * here.z, depth * here.z, here.z), light, vec4f(side, fromStart + select(0.0, spared, i > 0u),
    toEnd + select(0.0, spared, i < view.segments), here.w));
}

// All of it, blended.
@fragment
fn strand(in: Ribbon) -> @location(0) vec4f {
  let cover = coverOf(in.px);
  if (cover <= 0.004) { discard; }
  return vec4f(in.light * cover, cover);
}

// All of it, solid: what lies behind it is gone.
@fragment
fn core(in: Ribbon) -> @location(0) vec4f {
  return vec4f(in.light, 1.0);
}

// How much of a box of one pixel the strand takes.
fn coverOf(px: vec4f) -> f32 {
  let across = min(px.x + 0.5, px.w) - max(px.x - 0.5, -px.w);
  let ends = clamp(px.y + 0.5, 0.0, 1.0) * clamp(px.z + 0.5, 0.0, 1.0);
  return clamp(across, 0.0, 1.0) * ends;
}
