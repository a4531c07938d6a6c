// grid: the hash grid through which pictures find the dots around a point.

import package::lib::hash::hash3;

// Cell edge. Twice the reach of a dot (1.2 mm) plus its farthest aim (0.3 mm): whatever reaches a
// point lies in the two nearest cells of each axis.
const GRID_UM: i32 = 3000;

fn gridCell(p: vec3i) -> vec3u {
  return vec3u(p + vec3i(524288)) / u32(GRID_UM);
}

fn bucketOf(cell: vec3u, mask: u32) -> u32 {
  return hash3(cell.x, cell.y, cell.z) & mask;
}
