// lose-hair: which hair of today is gone at the age shown, as the pattern of loss goes on.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec, dots[], choices[], triangles[], targets[], rankSqOf[] (squared radius by density)
//            later[] share of today's hair left at each later grade, 1024ths, pairs of 16 bits, per vertex
// Writes     healed[].left of hair: 0 where it is gone
// Order      none; integers only
// Twin       tests/gpu/light/years.test.ts
// Thinner hair keeps its best ranked follicles, as select-dots took them. Grafts stay: they rank below.

import package::lib::dispatch::flatIndex;
import package::lib::dot::cornerWeights;
import package::lib::choice::HAIR;
import structs::{Choice, Dot, Healed, LoseHairSpec, VertexTarget};

@group(0) @binding(0) var<uniform> spec: LoseHairSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read> choices: array<Choice>;
@group(0) @binding(3) var<storage, read> triangles: array<u32>;
@group(0) @binding(4) var<storage, read> targets: array<VertexTarget>;
@group(0) @binding(5) var<storage, read> rankSqOf: array<u32>;
@group(0) @binding(6) var<storage, read> later: array<vec2u>;
@group(0) @binding(7) var<storage, read_write> healed: array<Healed>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount || choices[index].kind != HAIR) { return; }
  let dot = dots[index];
  let weight = cornerWeights(dot.uv);
  var now64 = 0u;
  var then64 = 0u;
  for (var corner = 0u; corner < 3u; corner++) {
    let vertex = triangles[3u * dot.triangle + corner];
    let hair64 = targets[vertex].hair64;
    now64 += hair64 * weight[corner];
    then64 += ((hair64 * leftAt(vertex)) >> 10u) * weight[corner];
  }
  let isOwn = dot.rankSq >= rankSq(now64 >> 15u);
  if (isOwn && dot.rankSq < rankSq(then64 >> 15u)) { healed[index].left = 0.0; }
}

// Between two grades straight on.
fn leftAt(vertex: u32) -> u32 {
  let whole = spec.grades1024 >> 10u;
  let part = spec.grades1024 & 1023u;
  return (grade(vertex, whole) * (1024u - part) + grade(vertex, min(whole + 1u, 4u)) * part) >> 10u;
}

fn grade(vertex: u32, at: u32) -> u32 {
  if (at == 0u) { return 1024u; }
  let word = later[vertex][(at - 1u) / 2u];
  return (word >> (16u * ((at - 1u) & 1u))) & 0xffffu;
}

fn rankSq(density64: u32) -> u32 {
  return rankSqOf[min(density64, arrayLength(&rankSqOf) - 1u)];
}
