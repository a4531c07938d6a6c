// measure-members: how the dots of a sample look on average, a member and an age at a time.
//
// Dispatch   one invocation per member and age
// Reads      spec, responses[] and kept[] (`[member][age][dot]`)
// Writes     looks[]
// Order      dots are added up in their order
// Twin       tests/gpu/light/ensemble.test.ts

import package::lib::dispatch::flatIndex;
import package::lib::response::{NODES, nodeRadius};
import structs::{EnsembleSpec, MemberLook, Response};

@group(0) @binding(0) var<uniform> spec: EnsembleSpec;
@group(0) @binding(1) var<storage, read> responses: array<Response>;
@group(0) @binding(2) var<storage, read> kept: array<vec2f>;
@group(0) @binding(3) var<storage, read_write> looks: array<MemberLook>;

override WORKGROUP: u32 = 64;

const PI: f32 = 3.1415927;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.memberCount * spec.ageCount) { return; }
  var look: MemberLook;
  var weight = 0.0;
  for (var dot = 0u; dot < spec.dotCount; dot++) {
    let slot = spec.dotCount * index + dot;
    for (var band = 0u; band < 6u; band++) {
      look.near[band] += responses[slot].near[band];
      look.far[band] += responses[slot].far[band];
      look.centre[band] += darkAt(slot, 0u, band);
    }
    // Dots that are gone have no width; faint ones count the less.
    let dark = darkAt(slot, 0u, GREEN);
    look.widthMm += dark * seenWidthMm(slot);
    weight += dark;
    look.inkMm2 += PI * responses[slot].radiusMm * responses[slot].radiusMm;
    look.leftUg += kept[slot].x;
    look.placedUg += kept[slot].y;
  }
  let each = 1.0 / f32(spec.dotCount);
  for (var band = 0u; band < 6u; band++) {
    look.near[band] *= each;
    look.far[band] *= each;
    look.centre[band] *= each;
  }
  look.widthMm /= max(weight, 1e-9);
  look.inkMm2 *= each;
  look.leftUg *= each;
  look.placedUg *= each;
  looks[spec.ageCount * spec.firstMember + index] = look;
}

const GREEN: u32 = 3u;   // 540 nm

fn darkAt(slot: u32, node: u32, band: u32) -> f32 {
  let pair = unpack2x16unorm(responses[slot].nodes[3u * node + band / 2u]);
  return select(pair.x, pair.y, (band & 1u) == 1u);
}

// Twice the distance at which half of the darkness over the axis is left, at 540 nm.
fn seenWidthMm(slot: u32) -> f32 {
  let half = 0.5 * darkAt(slot, 0u, GREEN);
  let radius = responses[slot].radiusMm;
  var before = darkAt(slot, 0u, GREEN);
  for (var node = 1u; node < NODES; node++) {
    let here = darkAt(slot, node, GREEN);
    if (here <= half) {
      let start = nodeRadius(node - 1u, radius);
      return 2.0 * mix(start, nodeRadius(node, radius), (before - half) / max(before - here, 1e-9));
    }
    before = here;
  }
  return 2.0 * nodeRadius(NODES - 1u, radius);
}
