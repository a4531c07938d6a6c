// keep-clear: leaves out SMP dots that would lie too near a hair follicle.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec, dots[], starts[] and order[] (dots by grid cell), kinds of choices[]
// Writes     the kind of choices[]: CROWDED for a session's dot within `keepClearUm` of a follicle
// Order      no follicle changes here, so no dot's answer depends on another's
// Twin       tests/helpers/twins/keep-clear-twin.ts

import package::lib::choice::{CROWDED, HAIR, isPlaced};
import package::lib::dispatch::flatIndex;
import package::lib::grid::{gridCell, bucketOf, GRID_UM};
import structs::{Dot, KeepClearSpec};

@group(0) @binding(0) var<uniform> spec: KeepClearSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read> starts: array<u32>;
@group(0) @binding(3) var<storage, read> order: array<u32>;
@group(0) @binding(4) var<storage, read_write> choices: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

// Words of a Choice; its kind is the first.
const WORDS: u32 = 4u;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  if (!isPlaced(atomicLoad(&choices[WORDS * index]))) { return; }
  let at = vec3i(dots[index].x, dots[index].y, dots[index].z);
  let low = gridCell(at - vec3i(GRID_UM / 2));
  for (var neighbour = 0u; neighbour < 8u; neighbour++) {
    let cell = low + vec3u(neighbour & 1u, (neighbour >> 1u) & 1u, neighbour >> 2u);
    let bucket = bucketOf(cell, spec.bucketMask);
    for (var i = starts[bucket]; i < starts[bucket + 1u]; i++) {
      let other = order[i];
      // Near first: a bucket holds dots of other cells too, too far off to square.
      let off = abs(vec3i(dots[other].x, dots[other].y, dots[other].z) - at);
      if (any(off >= vec3i(spec.keepClearUm))) { continue; }
      let near = off.x * off.x + off.y * off.y + off.z * off.z < spec.keepClearUm * spec.keepClearUm;
      if (near && atomicLoad(&choices[WORDS * other]) == HAIR) {
        atomicStore(&choices[WORDS * index], CROWDED);
        return;
      }
    }
  }
}
