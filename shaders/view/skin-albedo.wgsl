// skin-albedo: the colour of the skin at every pixel, from the dots around the point it shows.
//
// Draw       one vertex per triangle corner of the head; target linear RGB, rgba16float
// Reads      spec, positions[] (um), triangles[], looks[]; marks[], responses[], starts[], order[];
//            scars[] as packScars() of src/engine/grid/scar-index.ts lays them out
// Order      dots of a bucket stand in one order, so equal frames are equal to the bit
// Twin       tests/gpu/view.test.ts (patch means, zoom invariance)
// Within reach each dot's own profile counts, its core blurred by the pixel so that the mean is
// kept; past reach, and where a pixel spans several dots, the sums at the vertices take over.

import package::lib::grid::{gridCell, bucketOf};
import package::view::disc::blurredDisc;
import package::lib::mean::meanRatio;
import package::lib::overlap::{overlapTerm, overlapRatio};
import package::lib::response::{Mark, BANDS, NODES, REACH_MM, CORE_NODE};
import package::lib::six::{Six, band as bandOf};
import package::view::tone::mottle;
import structs::{Response, SkinSpec, VertexLook};

@group(0) @binding(0) var<uniform> spec: SkinSpec;
@group(0) @binding(1) var<storage, read> positions: array<i32>;
@group(0) @binding(2) var<storage, read> triangles: array<u32>;
@group(0) @binding(3) var<storage, read> looks: array<VertexLook>;
@group(0) @binding(4) var<storage, read> marks: array<Mark>;
@group(0) @binding(5) var<storage, read> responses: array<Response>;
@group(0) @binding(6) var<storage, read> starts: array<u32>;
@group(0) @binding(7) var<storage, read> order: array<u32>;
@group(0) @binding(8) var<storage, read> scars: array<u32>;

struct Point {
  @builtin(position) clip: vec4f,
  @location(0) placeMm: vec3f,
  @location(1) frontMm: f32,
  @location(2) farHairA: vec3f,
  @location(3) farHairB: vec3f,
  @location(4) farInkA: vec3f,
  @location(5) farInkB: vec3f,
  @location(6) nearHairA: vec3f,
  @location(7) nearHairB: vec3f,
  @location(8) nearInkA: vec3f,
  @location(9) nearInkB: vec3f,
  @location(10) overlapA: vec3f,
  @location(11) overlapB: vec3f,
  @location(12) scar: vec2f,   // share of wide scars, and of single round ones
}

@vertex
fn corner(@builtin(vertex_index) index: u32) -> Point {
  let vertex = triangles[index];
  let p = vec3f(vec3i(positions[3u * vertex], positions[3u * vertex + 1u], positions[3u * vertex + 2u]));
  let look = looks[vertex];
  var out: Point;
  out.placeMm = p * 0.001;
  out.clip = spec.viewProjection * vec4f(out.placeMm, 1.0);
  out.frontMm = look.frontMm;
  out.farHairA = first(look.farHair);
  out.farHairB = last(look.farHair);
  out.farInkA = first(look.farInk);
  out.farInkB = last(look.farInk);
  out.nearHairA = first(look.nearHair);
  out.nearHairB = last(look.nearHair);
  out.nearInkA = first(look.nearInk);
  out.nearInkB = last(look.nearInk);
  out.overlapA = first(look.overlap);
  out.overlapB = last(look.overlap);
  out.scar = vec2f(0.0);
  if (spec.scarMask > 0u) { out.scar = unpack2x16unorm(scars[vertex]); }
  return out;
}

// Pixels wider than this, mm, show vertex means only; narrower than half of it, dots only.
const MEAN_FROM_MM: f32 = 1.6;

@fragment
fn shade(point: Point) -> @location(0) vec4f {
  let widthMm = sqrt(0.5 * (dot(dpdx(point.placeMm), dpdx(point.placeMm))
    + dot(dpdy(point.placeMm), dpdy(point.placeMm))));
  let before = point.clip.x < spec.dividerPx;
  let shown = select(1.0 - smoothstep(-1.0, 1.0, point.frontMm - spec.revealMm), 0.0, before);

  let meanShare = smoothstep(0.5 * MEAN_FROM_MM, MEAN_FROM_MM, widthMm);
  let shapes = array<vec2f, 3>(point.overlapA.xy, vec2f(point.overlapA.z, point.overlapB.x), point.overlapB.yz);
  var near = array<vec2f, 3>();
  // A pixel gathers light over about itself: a Gaussian of 0.4 pixel width.
  if (meanShare < 1.0) { near = dotsAround(point.placeMm, 0.16 * widthMm * widthMm, before, shapes); }

  var pale = point.scar.y;
  if (pale > 0.0 && meanShare < 1.0) { pale = mix(scarsAround(point.placeMm, widthMm), pale, meanShare); }
  pale = min(1.0, point.scar.x + pale);

  var rgb = vec3f(0.0);
  let tone = mottle(point.placeMm, spec.seed, spec.mottling);
  for (var band = 0u; band < BANDS; band++) {
    let far = bandOf(Six(point.farHairA, point.farHairB), band) + shown * bandOf(Six(point.farInkA, point.farInkB), band);
    let sum = bandOf(Six(point.nearHairA, point.nearHairB), band) + shown * bandOf(Six(point.nearInkA, point.nearInkB), band);
    let shape = bandOf(Six(point.overlapA, point.overlapB), band);
    let close = overlapRatio(near[band / 2u][band & 1u] + far / shape, shape);
    let skin = tone[band] * (1.0 + pale * spec.bandRgb[band].w);
    rgb += spec.bandRgb[band].rgb * skin * mix(close, meanRatio(sum, far, shape), meanShare);
  }
  return vec4f(max(rgb, vec3f(0.0)), 1.0);
}

// Sum of the terms of all dots within reach, by pairs of bands.
fn dotsAround(p: vec3f, pixelVariance: f32, before: bool, shapes: array<vec2f, 3>) -> array<vec2f, 3> {
  var sum = array<vec2f, 3>();
  let low = gridCell(vec3i(p * 1000.0) - vec3i(1500));
  var visited: array<u32, 8>;
  for (var neighbour = 0u; neighbour < 8u; neighbour++) {
    let cell = low + vec3u(neighbour & 1u, (neighbour >> 1u) & 1u, neighbour >> 2u);
    let bucket = bucketOf(cell, spec.bucketMask);
    // Two cells may share a bucket; its dots count once.
    visited[neighbour] = bucket;
    var seen = false;
    for (var i = 0u; i < neighbour; i++) { seen = seen || visited[i] == bucket; }
    if (seen) { continue; }
    for (var at = starts[bucket]; at < starts[bucket + 1u]; at++) {
      let id = order[at];
      let mark = marks[id];
      let off = mark.xyz - p;
      let rSq = dot(off, off);
      if (rSq >= REACH_MM * REACH_MM) { continue; }
      if (mark.w > spec.revealMm || (before && mark.w > -1e5)) { continue; }
      darken(&sum, select(id, spec.hairSlot, mark.w < -1e5), rSq, pixelVariance, shapes);
    }
  }
  return sum;
}

// Softness of a scar's own edge, mm, as a standard deviation: assumed.
const SCAR_EDGE_MM: f32 = 0.05;

// Share of scar among the single round ones.
fn scarsAround(p: vec3f, widthMm: f32) -> f32 {
  let blur = sqrt(SCAR_EDGE_MM * SCAR_EDGE_MM + 0.16 * widthMm * widthMm);
  let low = gridCell(vec3i(p * 1000.0) - vec3i(1500));
  let buckets = spec.vertexCount;
  let dots = buckets + spec.scarMask + 2u;
  var share = 0.0;
  for (var neighbour = 0u; neighbour < 8u; neighbour++) {
    let cell = low + vec3u(neighbour & 1u, (neighbour >> 1u) & 1u, neighbour >> 2u);
    let bucket = buckets + bucketOf(cell, spec.scarMask);
    for (var at = scars[bucket]; at < scars[bucket + 1u]; at++) {
      let word = dots + 4u * at;
      let place = vec3i(vec3u(scars[word], scars[word + 1u], scars[word + 2u]));
      // Two cells may share a bucket; its dots count in their own cell only.
      if (any(gridCell(place) != cell)) { continue; }
      let off = vec3f(place) * 0.001 - p;
      share += blurredDisc(dot(off, off), f32(scars[word + 3u]) * 0.001, blur);
    }
  }
  return share;
}

// Adds one dot. Where the pixel is coarser than the dot's core, the core is a Gaussian of
// the same integral, as wide as core and pixel together.
fn darken(sum: ptr<function, array<vec2f, 3>>, id: u32, rSq: f32, pixelVariance: f32, shapes: array<vec2f, 3>) {
  let coreVariance = responses[id].coreVarianceMm2;
  let blur = smoothstep(0.05, 0.4, pixelVariance / max(coreVariance, 1e-9));
  let at = f32(NODES - 1u) * sqrt(sqrt(rSq) / REACH_MM);
  let node = min(u32(at), NODES - 2u);
  let part = at - f32(node);
  let spread = coreVariance + pixelVariance;
  let blurred = exp(-0.5 * rSq / spread) / (6.2831853 * spread);
  let inCore = at < f32(CORE_NODE);
  for (var pair = 0u; pair < 3u; pair++) {
    let here = mix(unpack2x16unorm(responses[id].nodes[3u * node + pair]),
      unpack2x16unorm(responses[id].nodes[3u * node + 3u + pair]), part);
    var dark = here;
    if (blur > 0.0) {
      let pedestal = unpack2x16unorm(responses[id].nodes[3u * CORE_NODE + pair]);
      let halo = select(here, min(here, pedestal), inCore);
      let core = vec2f(responses[id].core[2u * pair], responses[id].core[2u * pair + 1u]);
      dark = mix(here, halo + core * blurred, blur);
    }
    (*sum)[pair] += overlapTerm(dark, shapes[pair]);
  }
}

fn first(values: array<f32, 6>) -> vec3f {
  return vec3f(values[0], values[1], values[2]);
}

fn last(values: array<f32, 6>) -> vec3f {
  return vec3f(values[3], values[4], values[5]);
}
