// keep-clear: leaves out SMP dots that would lie too near a hair follicle.
//
// Dispatch   `hang`, then `clear`: one invocation per dot of the ladder
// Reads      spec, dots[], kinds of choices[]
// Writes     heads[] per bucket and next[] (lists of follicles, each as its number plus one), then
//            the kind of choices[]: CROWDED for a session's dot within `keepClearUm` of a follicle
// Order      lists hang as threads come, but whether any of a list is near does not depend on that;
//            no follicle changes here, so no dot's answer depends on another's
// Twin       tests/helpers/twins/keep-clear-twin.ts

import package::lib::choice::{CROWDED, GRAFT, HAIR, isOfSession};
import package::lib::dispatch::flatIndex;
import package::lib::grid::bucketOf;
import structs::{Choice, Dot, KeepClearSpec};

@group(0) @binding(0) var<uniform> spec: KeepClearSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read_write> choices: array<Choice>;
@group(0) @binding(3) var<storage, read_write> heads: array<atomic<u32>>;
@group(0) @binding(4) var<storage, read_write> next: array<u32>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn hang(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  if (choices[index].kind != HAIR && choices[index].kind != GRAFT) { return; }
  next[index] = atomicExchange(&heads[bucketOf(cellOf(place(index)), spec.bucketMask)], index + 1u);
}

@compute @workgroup_size(WORKGROUP)
fn clear(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  if (!isOfSession(choices[index].kind)) { return; }
  let at = place(index);
  let low = cellOf(at - vec3i(spec.keepClearUm));
  for (var neighbour = 0u; neighbour < 8u; neighbour++) {
    let cell = low + vec3u(neighbour & 1u, (neighbour >> 1u) & 1u, neighbour >> 2u);
    var hung = atomicLoad(&heads[bucketOf(cell, spec.bucketMask)]);
    while (hung != 0u) {
      // Near first: a list holds follicles of other cells too, too far off to square.
      let off = abs(place(hung - 1u) - at);
      if (all(off < vec3i(spec.keepClearUm))
        && off.x * off.x + off.y * off.y + off.z * off.z < spec.keepClearUm * spec.keepClearUm) {
        choices[index].kind = CROWDED;
        return;
      }
      hung = next[hung - 1u];
    }
  }
}

fn place(index: u32) -> vec3i {
  return vec3i(dots[index].x, dots[index].y, dots[index].z);
}

// Cells twice as wide as the distance kept: whatever is too near lies in the two nearest of each axis.
fn cellOf(p: vec3i) -> vec3u {
  return vec3u(p + vec3i(524288)) / u32(2 * spec.keepClearUm);
}
