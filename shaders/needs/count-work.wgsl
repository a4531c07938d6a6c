// count-work: dots of each session and needle, added to the three vertices of their triangle.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec, dots[], triangles[], choices[]
// Writes     sums[]  12 words a vertex, 1/32768 dot: two a session, main needle and hairline needle
// Order      integer sums commute, so the result never depends on scheduling
// Twin       tests/gpu/needs.test.ts

import package::lib::choice::isOfSession;
import package::lib::dispatch::flatIndex;
import package::lib::dot::cornerWeights;
import package::lib::stroke::{isFine, strokeDice};
import structs::{Choice, Dot, WorkSpec};

@group(0) @binding(0) var<uniform> spec: WorkSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read> triangles: array<u32>;
@group(0) @binding(3) var<storage, read> choices: array<Choice>;
@group(0) @binding(4) var<storage, read_write> sums: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

// As in src/engine/needs/work-counts.ts.
const WORDS: u32 = 12u;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  let choice = choices[index];
  if (!isOfSession(choice.kind)) { return; }
  let dot = dots[index];
  let fine = isFine(strokeDice(spec.seed, dot.triangle, dot.uv), choice.fade1024, spec.fineBelow1024);
  let slot = 2u * (choice.kind - 1u) + select(0u, 1u, fine);
  let weights = cornerWeights(dot.uv);
  for (var corner = 0u; corner < 3u; corner++) {
    atomicAdd(&sums[WORDS * triangles[3u * dot.triangle + corner] + slot], weights[corner]);
  }
}
