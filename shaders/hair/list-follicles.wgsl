// list-follicles: the roots of strands, from the dots that are hair, in order of rank.
//
// Dispatch   tally and enlist: one invocation per block of BLOCK dots; total: one invocation
// Reads      spec, dots[], choices[], healed[] (hair that is gone by then), triangles[], growth[] (per vertex)
// Writes     blocks[] (hairs before each block), roots[], args[] (of a draw and a dispatch)
// Order      each block has its own place in the list, so equal plans give equal lists
// Twin       tests/gpu/light/hair.test.ts
// Of more roots than there is room for the best ranked are taken: they stand evenly, and each is so
// much wider that all cover as much skin.

import package::lib::dispatch::flatIndex;
import package::lib::choice::HAIR;
import package::lib::dot::cornerWeights;
import package::lib::hash::{hash2, normalPair, pcg, unit};
import structs::{Choice, Dot, Healed, HairRoot, HairSpec, HairVertex};

@group(0) @binding(0) var<uniform> spec: HairSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read> choices: array<Choice>;
@group(0) @binding(3) var<storage, read> triangles: array<u32>;
@group(0) @binding(4) var<storage, read> growth: array<HairVertex>;
@group(0) @binding(8) var<storage, read> healed: array<Healed>;
@group(0) @binding(5) var<storage, read_write> blocks: array<u32>;
@group(0) @binding(6) var<storage, read_write> roots: array<HairRoot>;
@group(0) @binding(7) var<storage, read_write> args: array<u32>;

override WORKGROUP: u32 = 64;

const BLOCK: u32 = 64u;
const UNIT_MM: f32 = 0.07;     // how far the hairs of a unit stand from its middle, one sigma: assumed

@compute @workgroup_size(WORKGROUP)
fn tally(@builtin(global_invocation_id) id: vec3u) {
  let block = flatIndex(id, WORKGROUP);
  if (block >= spec.blockCount) { return; }
  var count = 0u;
  for (var i = BLOCK * block; i < min(BLOCK * (block + 1u), spec.dotCount); i++) {
    count += select(0u, strandsOf(i), isHair(i));
  }
  blocks[block] = count;
}

@compute @workgroup_size(WORKGROUP)
fn total(@builtin(global_invocation_id) id: vec3u) {
  if (flatIndex(id, WORKGROUP) != 0u) { return; }
  var sum = 0u;
  for (var block = 0u; block < spec.blockCount; block++) {
    let count = blocks[block];
    blocks[block] = sum;
    sum += count;
  }
  let drawn = min(sum, spec.mostStrands);
  args[0] = 6u * spec.segments * drawn;
  args[1] = 1u;
  args[5] = (drawn + WORKGROUP - 1u) / WORKGROUP;
  args[6] = 1u;
  args[7] = 1u;
  args[8] = drawn;
  args[9] = sum;
  args[10] = (drawn * (spec.segments + 1u) + WORKGROUP - 1u) / WORKGROUP;
  args[11] = 1u;
  args[12] = 1u;
}

@compute @workgroup_size(WORKGROUP)
fn enlist(@builtin(global_invocation_id) id: vec3u) {
  let block = flatIndex(id, WORKGROUP);
  if (block >= spec.blockCount) { return; }
  var at = blocks[block];
  let wider = f32(args[9]) / f32(max(args[8], 1u));
  for (var i = BLOCK * block; i < min(BLOCK * (block + 1u), spec.dotCount); i++) {
    if (at >= args[8]) { return; }
    if (!isHair(i)) { continue; }
    let strands = strandsOf(i);
    for (var hair = 0u; hair < strands; hair++) {
      if (at >= args[8]) { return; }
      roots[at] = rootOf(i, hair, strands, wider);
      at++;
    }
  }
}

fn isHair(index: u32) -> bool {
  return choices[index].kind == HAIR && healed[index].left > 0.0;
}

// Hairs of a unit: one to four, 2.4 in the mean (J. Soc. Cosmet. Chem. 28:222; how they share it is assumed).
fn hairsOf(index: u32) -> u32 {
  let dice = unit(hash2(spec.seed, index));
  return 1u + select(0u, 1u, dice > 0.15) + select(0u, 1u, dice > 0.55) + select(0u, 1u, dice > 0.9);
}

// From near each hair is a strand, from afar a unit.
fn strandsOf(index: u32) -> u32 {
  return select(1u, hairsOf(index), spec.isSingle == 1u);
}

fn rootOf(index: u32, hair: u32, strands: u32, wider: f32) -> HairRoot {
  let dot = dots[index];
  let share = vec3f(cornerWeights(dot.uv)) / 32768.0;
  let a = growth[triangles[3u * dot.triangle]];
  let b = growth[triangles[3u * dot.triangle + 1u]];
  let c = growth[triangles[3u * dot.triangle + 2u]];
  let normal = normalize(mat3x3f(vec3f(a.normalX, a.normalY, a.normalZ), vec3f(b.normalX, b.normalY, b.normalZ),
    vec3f(c.normalX, c.normalY, c.normalZ)) * share);
  let lean = mat3x3f(vec3f(a.leanX, a.leanY, a.leanZ), vec3f(b.leanX, b.leanY, b.leanZ),
    vec3f(c.leanX, c.leanY, c.leanZ)) * share + vec3f(0.0, 0.0, 1e-5);
  let seed = hash2(hash2(spec.seed, index), hair);
  let hairs = f32(hairsOf(index)) / f32(strands);
  // Hairs of a unit leave the skin side by side.
  let aside = UNIT_MM * normalPair(pcg(seed)) * select(0.0, 1.0, strands > 1u);
  let across = cross(normal, lean);
  let lengthMm = dot3(vec3f(a.lengthMm, b.lengthMm, c.lengthMm), share) + spec.grownMm;
  let lift = dot3(vec3f(a.lift, b.lift, c.lift), share);
  let at = 0.001 * vec3f(f32(dot.x), f32(dot.y), f32(dot.z)) + aside.x * across + aside.y * lean;
  return HairRoot(at.x, at.y, at.z, lengthMm,
    normal.x, normal.y, normal.z, lift, lean.x, lean.y, lean.z, wider * hairs * spec.shaftMm, pcg(seed ^ 0x5bd1e995u), 1.0,
    dot3(vec3f(a.open, b.open, c.open), share), 0.0);
}

fn dot3(a: vec3f, b: vec3f) -> f32 {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
