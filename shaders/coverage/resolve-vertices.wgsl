// resolve-vertices: turns sums into densities and missing light, and adds up the whole scalp.
//
// Dispatch   one invocation per vertex
// Reads      spec, sums[], areas[] (mm2 of skin each vertex stands for), targets[]
// Writes     looks[], totals[]
// Order      integer sums commute
// Twin       tests/gpu/light/coverage.test.ts

import package::lib::dispatch::flatIndex;
import package::lib::law::footprintRow;
import package::lib::mean::meanRatio;
import package::coverage::sums::{WORDS, FIXED, SLOT_DOTS, SLOT_HAIR, SLOT_INK, SLOT_RED,
  SLOT_FAR_HAIR, SLOT_FAR_INK, SLOT_NEAR_HAIR, SLOT_NEAR_INK, TOTAL_AREA, TOTAL_INK, TOTAL_RATIO,
  TOTAL_TREATED, AREA_FIXED};
import structs::{CoverSpec, VertexLook, VertexTarget};

@group(0) @binding(0) var<uniform> spec: CoverSpec;
@group(0) @binding(1) var<storage, read> sums: array<u32>;
@group(0) @binding(2) var<storage, read> areas: array<f32>;
@group(0) @binding(3) var<storage, read> targets: array<VertexTarget>;
@group(0) @binding(4) var<storage, read_write> looks: array<VertexLook>;
@group(0) @binding(5) var<storage, read_write> totals: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

// Skin counts as treated from one dot per cm2: less is rounding at the soft edge of a loss.
const TREATED_64: u32 = 64u;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.vertexCount) { return; }
  let at = WORDS * index;
  let areaMm2 = max(areas[index], 1e-3);
  var look: VertexLook;
  let depthMm = spec.depositDepthMm + 0.001 * f32(targets[index].depthOffsetUm);
  // Red rings overlap like anything placed at random; blood of the whole patch darkens it evenly.
  let crowded = 1.0 + CROWDED * min(perArea(at + SLOT_INK, areaMm2), 1.0);
  let red = 1.0 - exp(-perArea(at + SLOT_RED, areaMm2));
  for (var band = 0u; band < 6u; band++) {
    look.farHair[band] = perArea(at + SLOT_FAR_HAIR + band, areaMm2);
    look.nearHair[band] = perArea(at + SLOT_NEAR_HAIR + band, areaMm2);
    look.nearInk[band] = perArea(at + SLOT_NEAR_INK + band, areaMm2);
    let farInk = perArea(at + SLOT_FAR_INK + band, areaMm2);
    // Hair stands far deeper than ink, and adds up the less; among both each counts by what it takes.
    let ink = look.nearInk[band] + farInk;
    let hair = look.nearHair[band] + look.farHair[band];
    let shape = mix(crowded * overlapAt(depthMm, band), overlapAt(HAIR_MM, band), hair / max(hair + ink, 1e-6));
    look.overlap[band] = shape;
    look.farInk[band] = farInk + shape * (exp(red * flushedDark(band) / shape) - 1.0);
  }
  look.dotsPerCm2 = 100.0 * perArea(at + SLOT_DOTS, areaMm2);
  look.hairPerCm2 = 100.0 * perArea(at + SLOT_HAIR, areaMm2);
  look.inkCover = perArea(at + SLOT_INK, areaMm2);
  look.frontMm = f32(targets[index].front64) / 64.0;
  look.melaninLog = log(f32(targets[index].melanin1024) / 1024.0);
  look.bloodLog = log(f32(targets[index].blood1024) / 1024.0);
  looks[index] = look;

  if (targets[index].boundary64 <= 0) { return; }
  let areaFixed = areas[index] * AREA_FIXED;
  sum(TOTAL_AREA, areaFixed);
  if (targets[index].smp64 >= TREATED_64) { sum(TOTAL_TREATED, areaFixed); }
  sum(TOTAL_INK, areaFixed * look.inkCover);
  for (var band = 0u; band < 6u; band++) {
    sum(TOTAL_RATIO + band, areaFixed * meanRatio(look.nearHair[band] + look.nearInk[band],
      look.farHair[band] + look.farInk[band], look.overlap[band]));
  }
}

const FIRST_DEPTH_MM: f32 = 0.15;          // OVERLAP_DEPTHS_MM in src/light/dot/overlap.ts
const DEPTH_STEP_LOG: f32 = 0.8634224;
const OVERLAP_ROWS: u32 = 5u;
const CROWDED: f32 = 0.75;                 // dots that cover the skin are met the more evenly, as there
const HAIR_MM: f32 = 4.0;                  // shafts reach as deep, SHAFT_DEPTH_MM of src/engine/optics/hair.ts

// How dots down to a depth add up: straight in ln(depth) between the rows of the table.
fn overlapAt(depthMm: f32, band: u32) -> f32 {
  let at = footprintRow(depthMm, FIRST_DEPTH_MM, DEPTH_STEP_LOG, OVERLAP_ROWS);
  let word = 2u * u32(at) + band / 4u;
  return mix(spec.overlap[word][band & 3u], spec.overlap[word + 2u][band & 3u], fract(at));
}

fn flushedDark(band: u32) -> f32 {
  return select(spec.flushedDarkB[band & 3u], spec.flushedDarkA[band & 3u], band < 4u);
}

fn perArea(slot: u32, areaMm2: f32) -> f32 {
  return f32(sums[slot]) / FIXED / areaMm2;
}

fn sum(slot: u32, value: f32) {
  atomicAdd(&totals[slot], u32(value + 0.5));
}
