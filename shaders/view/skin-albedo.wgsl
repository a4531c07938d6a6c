// skin-albedo: the colour of the skin at every pixel, from the dots around the point it shows.
//
// Draw       three vertices, a triangle over the whole picture; target linear RGB, rgba16float
// Reads      spec, positions[] (um), triangles[], looks[]; marks[], responses[], starts[], order[];
//            scars[] as packScars() of src/engine/grid/scar-index.ts lays them out; shown, which
//            triangle each pixel shows (skin-where)
// Order      dots of a bucket stand in one order, so equal frames are equal to the bit
// Twin       tests/gpu/view.test.ts (patch means, zoom invariance)
// Within reach each dot's own profile counts, its core blurred by the pixel so that the mean is
// kept; past reach, and where a pixel spans several dots, the sums at the vertices take over.

import package::view::pane::{Pane, paneOf, sharesAt, placeAt};
import package::view::nearby::spec;
import package::view::footprint::footprintAt;
import package::view::darkness::dotsAround;
import package::lib::mean::meanRatio;
import package::lib::overlap::overlapRatio;
import package::lib::response::BANDS;
import package::lib::six::{Six, plus, scaled, band as bandOf};
import package::view::scars::{scars, scarsAround};
import package::view::tone::mottle;
import structs::VertexLook;

@group(0) @binding(1) var<storage, read> positions: array<i32>;
@group(0) @binding(2) var<storage, read> triangles: array<u32>;
@group(0) @binding(3) var<storage, read> looks: array<VertexLook>;
@group(0) @binding(9) var shown: texture_2d<u32>;

@vertex
fn whole(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(4u * (index & 1u)) - 1.0, f32(2u * (index & 2u)) - 1.0, 0.0, 1.0);
}

// Pixels wider than this, mm, show vertex means only; narrower than half of it, dots only.
// Of 1.5 to 2 this is where a picture from 3 m is truest and shimmers least (tests/gpu/shimmer.test.ts).
const MEAN_FROM_MM: f32 = 1.7;

@fragment
fn shade(@builtin(position) at: vec4f) -> @location(0) vec4f {
  // Of a coarse picture each pixel stands for `stride` by `stride` of the fine one.
  let pixel = vec2u(at.xy) * spec.stride + vec2u(spec.stride / 2u);
  let mark = textureLoad(shown, min(pixel, textureDimensions(shown) - vec2u(1u)), 0).x;
  // Edges of the head blend into skin, never into black.
  var rgb = vec3f(0.0);
  for (var band = 0u; band < select(BANDS, 0u, mark > 0u); band++) { rgb += spec.bandRgb[band].rgb; }
  // Loops of no turn: a software GPU skips those, where it goes through branches not taken.
  for (var turn = 0u; turn < select(0u, 1u, mark > 0u); turn++) { rgb = skinAt(pixel, mark - 1u); }
  return vec4f(rgb, 1.0);
}

fn skinAt(pixel: vec2u, triangle: u32) -> vec3f {
  let pane = paneAt(triangle);
  let centre = vec2f(pixel) + 0.5;
  let shares = sharesAt(pane, rayAt(centre));
  let placeMm = placeAt(pane, shares);
  // To the neighbours within a block of two by two.
  let next = 1.0 - 2.0 * vec2f(pixel & vec2u(1u));
  let footprint = footprintAt(stepFrom(pane, centre + vec2f(next.x, 0.0), placeMm), stepFrom(pane, centre + vec2f(0.0, next.y), placeMm));
  let widthMm = footprint.widthMm;
  let before = centre.x < spec.dividerPx;
  let meanShare = smoothstep(0.5 * MEAN_FROM_MM, MEAN_FROM_MM, widthMm);
  let around = aroundAt(pane.vertices, shares);
  let revealed = select(1.0 - smoothstep(-1.0, 1.0, around.frontMm - spec.revealMm), 0.0, before);

  let shape = around.overlap;
  let near = dotsAround(placeMm, footprint, before, meanShare < 1.0, shape);
  let far = plus(around.farHair, scaled(around.farInk, revealed));
  let mean = meansAt(pane.vertices, shares, revealed, far, shape, meanShare > 0.0);

  var pale = around.scar;
  if (pale.y > 0.0 && meanShare < 1.0) {
    pale.y = mix(scarsAround(placeMm, widthMm), pale.y, meanShare);
  }

  var rgb = vec3f(0.0);
  let tone = mottle(placeMm, spec.seed, spec.mottling);
  for (var band = 0u; band < BANDS; band++) {
    let m = bandOf(shape, band);
    let distant = bandOf(far, band);
    let close = overlapRatio(near[band / 2u][band & 1u] + distant / m, m);
    let local = exp(-dot(spec.bandTone[band], around.tone));
    let skin = bandOf(tone, band) * local * (1.0 + min(1.0, pale.x + pale.y) * spec.bandRgb[band].w);
    rgb += spec.bandRgb[band].rgb * skin * mix(close, mean[band], meanShare);
  }
  return max(rgb, vec3f(0.0));
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

// The way on the skin from a place to what another pixel shows, mm, for all that a coarse pixel spans.
fn stepFrom(pane: Pane, px: vec2f, placeMm: vec3f) -> vec3f {
  return f32(spec.stride) * (placeAt(pane, sharesAt(pane, rayAt(px))) - placeMm);
}

// What the vertices know, between them.
struct Around {
  frontMm: f32,
  scar: vec2f,        // share of wide scars, and of single round ones
  tone: vec4f,        // logarithm of melanin and its square, and the same of blood
  overlap: Six,
  farHair: Six,       // halos of all hair, and of SMP dots
  farInk: Six,
}

fn aroundAt(vertices: vec3u, shares: vec3f) -> Around {
  var sum = Around();
  // One turn a corner: a software GPU compiles every line of this for long.
  for (var corner = 0u; corner < 3u; corner++) {
    let v = vertices[corner];
    let share = shares[corner];
    sum.frontMm += share * looks[v].frontMm;
    sum.tone += share * vec4f(looks[v].melaninLog, 0.0, looks[v].bloodLog, 0.0);
    if (spec.scarMask > 0u) { sum.scar += share * unpack2x16unorm(scars[v]); }
    add(&sum.overlap, looks[v].overlap, share);
    add(&sum.farHair, looks[v].farHair, share);
    add(&sum.farInk, looks[v].farInk, share);
  }
  sum.tone.y = sum.tone.x * sum.tone.x;
  sum.tone.w = sum.tone.z * sum.tone.z;
  return sum;
}

// R / R0 of what the vertices know of the dots within reach, by band, under the halos `far`.
fn meansAt(vertices: vec3u, shares: vec3f, revealed: f32, far: Six, shape: Six, wanted: bool) -> array<f32, 6> {
  var out = array<f32, 6>();
  // Loops of no turn, here too.
  var near = Six();
  for (var corner = 0u; corner < select(0u, 3u, wanted); corner++) {
    let v = vertices[corner];
    let share = shares[corner];
    add(&near, looks[v].nearHair, share);
    add(&near, looks[v].nearInk, share * revealed);
  }
  for (var band = 0u; band < select(0u, BANDS, wanted); band++) {
    out[band] = meanRatio(bandOf(near, band), bandOf(far, band), bandOf(shape, band));
  }
  return out;
}

fn add(sum: ptr<function, Six>, values: array<f32, 6>, share: f32) {
  (*sum).a += share * vec3f(values[0], values[1], values[2]);
  (*sum).b += share * vec3f(values[3], values[4], values[5]);
}
