// gather-dots: adds each dot to the three vertices of its triangle.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec, dots[], triangles[], responses[]
// Writes     sums[]  28 words a vertex, fixed point (see FIXED and the slots below)
// Order      integer sums commute, so the result never depends on scheduling
// Twin       tests/gpu/light/coverage.test.ts

import package::lib::dispatch::flatIndex;
import package::lib::dot::cornerWeights;
import package::lib::choice::{HAIR, isOfSession, isShown, lotOf};
import package::coverage::sums::{WORDS, FIXED, SLOT_DOTS, SLOT_HAIR, SLOT_INK, SLOT_RED,
  SLOT_FAR_HAIR, SLOT_FAR_INK, SLOT_NEAR_HAIR, SLOT_NEAR_INK};
import structs::{CoverSpec, Dot, Response};

@group(0) @binding(0) var<uniform> spec: CoverSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read> triangles: array<u32>;
@group(0) @binding(3) var<storage, read> responses: array<Response>;
@group(0) @binding(4) var<storage, read_write> sums: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  let kind = responses[index].kind;
  let hair = kind == HAIR;
  if (!hair && !isShown(kind, spec.shown)) { return; }
  // What was there before the sessions is seen whenever hair is.
  let before = !isOfSession(kind);
  // All hairs share the follicle behind the last dot.
  let slot = select(index, spec.dotCount, hair);
  let dot = dots[index];
  let weights = cornerWeights(dot.uv);
  for (var corner = 0u; corner < 3u; corner++) {
    let at = WORDS * triangles[3u * dot.triangle + corner];
    let weight = f32(weights[corner]) / 32768.0;
    add(at + select(SLOT_DOTS, SLOT_HAIR, hair), weight);
    if (!hair) {
      add(at + SLOT_INK, weight * responses[index].inkMm2);
      add(at + SLOT_RED, weight * reddenedMm2(lotOf(kind)));
    }
    for (var band = 0u; band < 6u; band++) {
      add(at + select(SLOT_FAR_INK, SLOT_FAR_HAIR, before) + band, weight * responses[slot].far[band]);
      add(at + select(SLOT_NEAR_INK, SLOT_NEAR_HAIR, before) + band, weight * responses[slot].near[band]);
    }
  }
}

fn reddenedMm2(lot: u32) -> f32 {
  return spec.reddenedMm2[lot / 4u][lot & 3u];
}

fn add(slot: u32, value: f32) {
  atomicAdd(&sums[slot], u32(value * FIXED + 0.5));
}
