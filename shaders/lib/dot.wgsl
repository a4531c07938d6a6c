// dot: one possible dot of the ladder, as every later stage reads it.

struct Dot {
  x: i32,          // micrometres, head frame
  y: i32,
  z: i32,
  rankSq: u32,     // square of the radius at which it came in, square micrometres
  triangle: u32,   // mesh triangle it lies on
  uv: u32,         // barycentrics towards corners B (low half) and C, 1/32768
}

// Weights of corners A, B and C in 1/32768; they sum to exactly that.
fn cornerWeights(uv: u32) -> vec3u {
  let b = uv & 0xffffu;
  let c = uv >> 16u;
  return vec3u(32768u - b - c, b, c);
}
