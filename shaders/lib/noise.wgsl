// noise: value noise on an integer lattice. Exact on every GPU.

import package::lib::hash::hash4;

// Smooth noise from -128 to 127 that changes over about 4 mm. `p` in micrometres.
fn ripple(p: vec3i, seed: u32) -> i32 {
  let q = vec3u(p + vec3i(524288));
  let cell = q >> vec3u(12u);
  let part = vec3i((q >> vec3u(4u)) & vec3u(255u));
  let low = mixRing(cell, part, 0u, seed);
  let high = mixRing(cell, part, 1u, seed);
  return low + (((high - low) * part.z) >> 8u);
}

fn mixRing(cell: vec3u, part: vec3i, z: u32, seed: u32) -> i32 {
  let a = lattice(cell + vec3u(0u, 0u, z), seed);
  let b = lattice(cell + vec3u(1u, 0u, z), seed);
  let c = lattice(cell + vec3u(0u, 1u, z), seed);
  let d = lattice(cell + vec3u(1u, 1u, z), seed);
  let ab = a + (((b - a) * part.x) >> 8u);
  let cd = c + (((d - c) * part.x) >> 8u);
  return ab + (((cd - ab) * part.y) >> 8u);
}

fn lattice(cell: vec3u, seed: u32) -> i32 {
  return i32(hash4(seed ^ 0x27d4eb2fu, cell.x, cell.y, cell.z) >> 24u) - 128;
}
