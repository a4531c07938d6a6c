// no-go: leaves out every dot within a mark that no needle may touch.
//
// Dispatch   one invocation per dot, those put in by hand too
// Reads      spec, marks[], dots[], kinds of choices[]
// Writes     the kind of choices[]: NOTHING for a session's dot within a mark; leftOut[] per mark
// Order      none: each dot decides alone, sums are whole
// Twin       tests/gpu/placement/no-go.test.ts

import package::lib::choice::{BEFORE, NOTHING, isOfSession};
import package::lib::dispatch::flatIndex;
import structs::{Choice, Dot, NoGoMark, NoGoSpec};

@group(0) @binding(0) var<uniform> spec: NoGoSpec;
@group(0) @binding(1) var<storage, read> marks: array<NoGoMark>;
@group(0) @binding(2) var<storage, read> dots: array<Dot>;
@group(0) @binding(3) var<storage, read_write> choices: array<Choice>;
@group(0) @binding(4) var<storage, read_write> leftOut: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  // Earlier work is in the skin, whatever there is; a test patch is not yet.
  if (!isOfSession(choices[index].kind) && choices[index].kind != BEFORE) { return; }
  let at = vec3i(dots[index].x, dots[index].y, dots[index].z);
  for (var i = 0u; i < spec.markCount; i++) {
    let mark = marks[i];
    // Radii are 30 mm at most: squares fit 32 bits once far axes are out.
    let off = vec3u(abs(at - vec3i(mark.x, mark.y, mark.z)));
    if (all(off <= vec3u(mark.radiusUm))
      && off.x * off.x + off.y * off.y + off.z * off.z <= mark.radiusUm * mark.radiusUm) {
      choices[index].kind = NOTHING;
      atomicAdd(&leftOut[i], 1u);
      return;
    }
  }
}
