// select-dots: one compare per dot decides whether it is hair, a dot of some session, or nothing.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec, dots[], triangles[], targets[], rankSqOf[] (squared radius by density)
//            others[] (test patch, earlier work, grafts: pairs of 16 bits, 1/64 per cm2)
//            scars[] as packScars() of src/engine/grid/scar-index.ts lays them out
// Writes     choices[]
// Order      none; integers only, so the answer is the same on every GPU
// Twin       tests/helpers/twins/select-twin.ts
// Density, gradient, zones and sessions change what is asked here, never the dots themselves.

import package::lib::dispatch::flatIndex;
import package::lib::dot::cornerWeights;
import package::lib::noise::ripple;
import package::lib::choice::{NOTHING, HAIR, GRAFT, BEFORE};
import package::lib::hash::hash4;
import package::lib::grid::{gridCell, bucketOf};
import structs::{Choice, Dot, SelectSpec, VertexTarget};

@group(0) @binding(0) var<uniform> spec: SelectSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read> triangles: array<u32>;
@group(0) @binding(3) var<storage, read> targets: array<VertexTarget>;
@group(0) @binding(4) var<storage, read> rankSqOf: array<u32>;
@group(0) @binding(5) var<storage, read> scars: array<u32>;
@group(0) @binding(6) var<storage, read> others: array<u32>;
@group(0) @binding(7) var<storage, read_write> choices: array<Choice>;

override WORKGROUP: u32 = 64;

// Sentinels stand up to 3 mm in front of the line (docs/plan.md, feathering).
const SENTINEL_64: i32 = 192;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  let dot = dots[index];
  let weight = cornerWeights(dot.uv);
  let a = targets[triangles[3u * dot.triangle]];
  let b = targets[triangles[3u * dot.triangle + 1u]];
  let c = targets[triangles[3u * dot.triangle + 2u]];
  let front64 = mixInt(a.front64, b.front64, c.front64, weight);
  let boundary64 = mixInt(a.boundary64, b.boundary64, c.boundary64, weight)
    + (spec.micro64 * ripple(vec3i(dot.x, dot.y, dot.z), spec.seed)) / 128;
  let hair64 = mixUnsigned(a.hair64, b.hair64, c.hair64, weight);
  let smp64 = mixUnsigned(a.smp64, b.smp64, c.smp64, weight);

  let fade1024 = fade(boundary64, front64);
  // No hair grows in a scar: there the plan's density stands alone.
  let bare = onScar(vec3i(dot.x, dot.y, dot.z));
  let bare64 = mixUnsigned(a.bare64, b.bare64, c.bare64, weight);
  let grown = select(hair64, 0u, bare);
  var full = (select(smp64, bare64, bare) * fade1024) >> 10u;
  var kind = NOTHING;
  // What is there before the sessions stands next after hair, and takes its part of the density.
  var taken = grown;
  var old = NOTHING;
  if (spec.hasOthers == 1u) {
    let graft64 = other(dot.triangle, 1u, weight);
    var counted = graft64;
    taken += graft64;
    if (dot.rankSq >= rankSq(taken) && graft64 > 0u) {
      let dice = hash4(spec.seed ^ 0x7f4a7c15u, dot.triangle, dot.uv, 0u);
      old = select(GRAFT, HAIR, (dice >> 22u) < spec.grown1024);
    }
    for (var part = 0u; part < 5u; part++) {
      let there = other(dot.triangle, select(part + 1u, 0u, part == 0u), weight);
      taken += there;
      if (old == NOTHING && there > 0u && dot.rankSq >= rankSq(taken)) { old = BEFORE + part; }
      counted += select((there * spec.counted1024[(part + 3u) & 3u]) >> 10u, there, part == 0u);
    }
    full -= min(full, counted);
  }
  if (dot.rankSq >= rankSq(hair64) && !bare) {
    kind = HAIR;
  } else if (old != NOTHING) {
    kind = old;
  } else {
    for (var session = 0u; session < spec.sessionCount; session++) {
      let share = select(spec.share1024B[session & 3u], spec.share1024A[session & 3u], session < 4u);
      let asked = taken + ((full * share) >> 10u);
      if (asked > taken && dot.rankSq >= rankSq(asked)) {
        kind = session + 1u;
        break;
      }
    }
  }
  choices[index] = Choice(kind, front64, boundary64, fade1024);
}

// Density of a part of other work: test patch, grafts, then each earlier work.
fn other(triangle: u32, part: u32, weight: vec3u) -> u32 {
  var at = vec3u(0u);
  for (var corner = 0u; corner < 3u; corner++) {
    let word = others[3u * triangles[3u * triangle + corner] + part / 2u];
    at[corner] = (word >> (16u * (part & 1u))) & 0xffffu;
  }
  return mixUnsigned(at.x, at.y, at.z, weight);
}

// Whether a place lies in one of the small round scars.
fn onScar(p: vec3i) -> bool {
  if (spec.scarMask == 0u) { return false; }
  let buckets = spec.vertexCount;
  let dots = buckets + spec.scarMask + 2u;
  let low = gridCell(p - vec3i(1500));
  for (var neighbour = 0u; neighbour < 8u; neighbour++) {
    let cell = low + vec3u(neighbour & 1u, (neighbour >> 1u) & 1u, neighbour >> 2u);
    let bucket = buckets + bucketOf(cell, spec.scarMask);
    for (var at = scars[bucket]; at < scars[bucket + 1u]; at++) {
      let word = dots + 4u * at;
      let off = vec3i(vec3u(scars[word], scars[word + 1u], scars[word + 2u])) - p;
      let radius = i32(scars[word + 3u]);
      // Others of the bucket may lie a head away, too far to square.
      if (any(abs(off) > vec3i(radius))) { continue; }
      if (off.x * off.x + off.y * off.y + off.z * off.z <= radius * radius) { return true; }
    }
  }
  return false;
}

fn rankSq(density64: u32) -> u32 {
  return rankSqOf[min(density64, spec.densityMax)];
}

// Density relative to full: stray dots in front of the line, then three straight pieces whose means
// are those of the feathering recipe (docs/plan.md): 0.325, 0.625 and 0.875.
fn fade(boundary64: i32, front64: i32) -> u32 {
  if (boundary64 < -SENTINEL_64) { return 0u; }
  // Round ears and nape the skin outside stays free.
  if (boundary64 < 0) { return select(0u, spec.sentinels1024, front64 < SENTINEL_64); }
  if (boundary64 >= spec.gradient64) { return 1024u; }
  let step = u32((boundary64 * 1024) / spec.gradient64);
  if (step < 205u) { return 154u + (step * 358u) / 205u; }
  if (step < 546u) { return 512u + ((step - 205u) * 256u) / 341u; }
  return 768u + ((step - 546u) * 256u) / 478u;
}

// Distances stay below 2^16 (1 m), weights sum to 2^15.
fn mixInt(a: i32, b: i32, c: i32, weight: vec3u) -> i32 {
  return (a * i32(weight.x) + b * i32(weight.y) + c * i32(weight.z)) >> 15u;
}

fn mixUnsigned(a: u32, b: u32, c: u32, weight: vec3u) -> u32 {
  return (a * weight.x + b * weight.y + c * weight.z) >> 15u;
}
