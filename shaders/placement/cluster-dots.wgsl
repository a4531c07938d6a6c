// cluster-dots: regroups the dots of a fine ladder into clusters of two or three, for curled hair.
//
// Dispatch   `lead` and `seat`: one invocation per dot of the fine ladder (`seat`: per key slot);
//            after the sort `gather`: one per dot kept
// Reads      spec, dots[] of the fine ladder, starts[] and order[] (dots by grid cell)
// Writes     leads[] (whom each dot follows), keys[], kept, then clustered[]
// Order      integers alone; keys are unique, so the sort has one answer
// Twin       tests/helpers/twins/cluster-twin.ts
//
// Dots with room enough lead. Any other follows the best-ranked leader within reach, and the nearest
// followers of each take its rank: whole clusters come and go with every later compare.

import package::lib::dispatch::flatIndex;
import package::lib::grid::{gridCell, bucketOf, GRID_UM};
import package::lib::hash::hash4;
import structs::{ClusterSpec, Dot};

@group(0) @binding(0) var<uniform> spec: ClusterSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read> starts: array<u32>;
@group(0) @binding(3) var<storage, read> order: array<u32>;
@group(0) @binding(4) var<storage, read_write> leads: array<u32>;
@group(0) @binding(5) var<storage, read_write> keys: array<vec4u>;
@group(0) @binding(6) var<storage, read_write> kept: atomic<u32>;
@group(0) @binding(7) var<storage, read_write> clustered: array<Dot>;

override WORKGROUP: u32 = 64;

const NONE: u32 = 0xffffffffu;

@compute @workgroup_size(WORKGROUP)
fn lead(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  if (dots[index].rankSq >= spec.leadSq) {
    leads[index] = index;
    return;
  }
  let low = firstCell(index);
  var best = NONE;
  for (var neighbour = 0u; neighbour < 8u; neighbour++) {
    let bucket = bucketAt(low, neighbour);
    for (var at = starts[bucket]; at < starts[bucket + 1u]; at++) {
      let other = order[at];
      // Best first within a bucket: past the leaders, or past the best so far, nothing is left.
      if (other >= best || dots[other].rankSq < spec.leadSq) { break; }
      if (distanceSq(index, other) < u32(spec.reachUm * spec.reachUm)) { best = other; }
    }
  }
  leads[index] = best;
}

@compute @workgroup_size(WORKGROUP)
fn seat(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.keyCapacity) { return; }
  keys[index] = vec4u(NONE);
  if (index >= spec.dotCount) { return; }
  let leader = leads[index];
  if (leader == NONE) { return; }
  let rankSq = dots[leader].rankSq;
  if (rankSq < spec.leastSq) { return; }
  var seats = 0u;
  if (leader != index) {
    let nearer = followersNearer(index, leader);
    // The first seat is filled before the second; a fraction of a seat, by some of the leaders.
    let dice = hash4(spec.seed ^ 0x3c6ef372u, dots[leader].triangle, dots[leader].uv, nearer) >> 16u;
    if (nearer > 1u || ((nearer << 16u) | dice) >= spec.followers16) { return; }
    seats = 1u + nearer;
  }
  keys[index] = vec4u(~rankSq, leader, seats, index);
  atomicAdd(&kept, 1u);
}

@compute @workgroup_size(WORKGROUP)
fn gather(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= atomicLoad(&kept)) { return; }
  let key = keys[index];
  var dot = dots[key.w];
  dot.rankSq = ~key.x;
  clustered[index] = dot;
}

// How many followers of a leader lie nearer to it than this one.
fn followersNearer(index: u32, leader: u32) -> u32 {
  let own = distanceSq(index, leader);
  let low = firstCell(leader);
  var visited: array<u32, 8>;
  var nearer = 0u;
  for (var neighbour = 0u; neighbour < 8u; neighbour++) {
    let bucket = bucketAt(low, neighbour);
    // Two cells may share a bucket; its dots count once.
    visited[neighbour] = bucket;
    var seen = false;
    for (var i = 0u; i < neighbour; i++) { seen = seen || visited[i] == bucket; }
    if (seen) { continue; }
    for (var at = starts[bucket]; at < starts[bucket + 1u]; at++) {
      let other = order[at];
      if (leads[other] != leader || other == leader) { continue; }
      let off = distanceSq(other, leader);
      if (off < own || (off == own && other < index)) { nearer++; }
    }
  }
  return nearer;
}

fn firstCell(index: u32) -> vec3u {
  return gridCell(vec3i(dots[index].x, dots[index].y, dots[index].z) - vec3i(GRID_UM / 2));
}

fn bucketAt(low: vec3u, neighbour: u32) -> u32 {
  let step = vec3u(neighbour & 1u, (neighbour >> 1u) & 1u, neighbour >> 2u);
  return bucketOf(low + step, spec.bucketMask);
}

// Axes held at 30 mm: far dots of a shared bucket stay far, and squares stay in 32 bits.
fn distanceSq(one: u32, other: u32) -> u32 {
  let a = dots[one];
  let b = dots[other];
  let off = min(abs(vec3i(a.x - b.x, a.y - b.y, a.z - b.z)), vec3i(30000));
  return u32(off.x * off.x + off.y * off.y) + u32(off.z * off.z);
}
