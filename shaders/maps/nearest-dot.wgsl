// nearest-dot: how far each placed dot is from the next one.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec, dots[], choices[]; starts[] and order[], the grid of dots
// Writes     nearest[]  square of the distance, um2; FAR_SQ where there is none within FAR_UM
// Order      none; integers only, so the answer is the same on every GPU
// Twin       tests/gpu/maps/map-sums.test.ts
// A bucket met twice, or with dots of cells far off, changes no minimum.

import package::lib::choice::isPlaced;
import package::lib::dispatch::flatIndex;
import package::lib::grid::{GRID_UM, gridCell, bucketOf};
import structs::{Choice, Dot, MapSpec};

@group(0) @binding(0) var<uniform> spec: MapSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read> choices: array<Choice>;
@group(0) @binding(3) var<storage, read> starts: array<u32>;
@group(0) @binding(4) var<storage, read> order: array<u32>;
@group(0) @binding(5) var<storage, read_write> nearest: array<u32>;

override WORKGROUP: u32 = 64;

// FAR_MM of src/engine/maps/map-sums.ts: four cells.
const FAR_UM: i32 = 4 * GRID_UM;
const FAR_SQ: u32 = u32(FAR_UM) * u32(FAR_UM);

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  var best = FAR_SQ;
  if (isPlaced(choices[index].kind)) {
    // Cells that hold all within half an edge, then one, two and four: most dots have a near one.
    for (var edges = 1; edges <= 8; edges *= 2) {
      let reach = edges * GRID_UM / 2;
      best = min(best, nearestIn(index, reach, u32(edges) + 1u));
      if (best <= u32(reach) * u32(reach)) { break; }
    }
  }
  nearest[index] = best;
}

fn nearestIn(index: u32, reach: i32, across: u32) -> u32 {
  let at = vec3i(dots[index].x, dots[index].y, dots[index].z);
  let low = gridCell(at - vec3i(reach));
  var best = FAR_SQ;
  for (var cell = 0u; cell < across * across * across; cell++) {
    let off = vec3u(cell % across, (cell / across) % across, cell / (across * across));
    let bucket = bucketOf(low + off, spec.bucketMask);
    for (var i = starts[bucket]; i < starts[bucket + 1u]; i++) {
      let other = order[i];
      if (other == index || !isPlaced(choices[other].kind)) { continue; }
      let away = vec3i(dots[other].x, dots[other].y, dots[other].z) - at;
      // Those a head away would be too far to square.
      if (any(abs(away) > vec3i(FAR_UM))) { continue; }
      best = min(best, u32(away.x * away.x + away.y * away.y + away.z * away.z));
    }
  }
  return best;
}
