// target: what is asked of the skin at each vertex: dots, hair, depth, from zones, brush and loss.
//
// Dispatch   one invocation per vertex
// Reads      spec      densities and zone settings
//            given[]   boundary and front distance, hair and scar shares, layer borders, sky, brim
//            zones[]   weight of each zone at each vertex, 0 to 1024, zone by zone
//            brush[]   density factor of the brush at each vertex, 1024ths
// Writes     targets[]
// Order      none; integers only
// Twin       tests/gpu/fields.test.ts

import package::lib::dispatch::flatIndex;
import structs::{TargetSpec, VertexGiven, VertexTarget};

@group(0) @binding(0) var<uniform> spec: TargetSpec;
@group(0) @binding(1) var<storage, read> given: array<VertexGiven>;
@group(0) @binding(2) var<storage, read> zones: array<u32>;
@group(0) @binding(3) var<storage, read> brush: array<u32>;
@group(0) @binding(4) var<storage, read_write> targets: array<VertexTarget>;

override WORKGROUP: u32 = 64;

// Far denser than any ladder answers, and low enough for later stages to mix in 32 bits.
const DENSEST_64: u32 = 65535u;
// Factors of melanin and blood, 1024ths, of zones upon zones.
const LEAST_TONE: u32 = 64u;
const MOST_TONE: u32 = 16384u;

// Places in TAN_LINES, and half the width over which a tan ends: 3 mm, assumed.
const HAIR_LEFT: u32 = 0u;
const CAP: u32 = 2u;
const TAN_SOFT_64: i32 = 192;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.vertexCount) { return; }
  let at = given[index];

  // SMP takes the place of hair that is gone, so full hair leaves nothing to do.
  var asked = vec2u((spec.smp64 * (1024u - at.hair1024)) >> 10u, spec.smp64);
  var depthUm = 0;
  // Hair shades the scalp from the sun, and so did what was there until now.
  let bare = ((1024u - at.hair1024) * at.sky1024) >> 10u;
  let sun = i32((bare * (1024u - coveredShare(at))) >> 10u);
  var tone = vec2u(vec2i(1024) + vec2i(spec.bareMelanin1024, spec.bareBlood1024) * sun / 1024);
  for (var zone = 0u; zone < spec.zoneCount; zone++) {
    let weight = zones[zone * spec.vertexCount + index];
    let scale = spec.zoneScale1024[zone / 4u][zone % 4u];
    let factor = (1024u * (1024u - weight) + scale * weight) >> 10u;
    asked = min((asked * factor) >> vec2u(10u), vec2u(DENSEST_64));
    let tones = vec2u(spec.zoneMelanin1024[zone / 4u][zone % 4u], spec.zoneBlood1024[zone / 4u][zone % 4u]);
    tone = min((tone * ((1024u * (1024u - weight) + tones * weight) >> vec2u(10u))) >> vec2u(10u), vec2u(MOST_TONE));
    depthUm += (spec.zoneDepthUm[zone / 4u][zone % 4u] * i32(weight)) / 1024;
  }
  // Zones may ask for more than the brush can reach; it does not take that away.
  asked = min((asked * brush[index] + 512u) >> vec2u(10u), max(asked, vec2u(spec.brushMost64)));
  targets[index] = VertexTarget(at.boundary64, at.front64, asked.x, asked.y, (spec.hair64 * at.hair1024) >> 10u,
    depthUm, at.epidermisUm, at.papillaryUm, at.skinBaseUm, at.scar1024, max(tone.x, LEAST_TONE), max(tone.y, LEAST_TONE));
}

// How much hair up to the hairline, or a cap, kept the sun away, 1024ths.
fn coveredShare(at: VertexGiven) -> u32 {
  let inside64 = select(at.boundary64, at.brim64, spec.tanLine == CAP);
  let share = clamp((inside64 + TAN_SOFT_64) * 1024 / (2 * TAN_SOFT_64), 0, 1024);
  return select(u32(share), 0u, spec.tanLine == HAIR_LEFT);
}
