// dot: where a dot lies on its triangle.

// Weights of corners A, B and C in 1/32768; they sum to exactly that.
fn cornerWeights(uv: u32) -> vec3u {
  let b = uv & 0xffffu;
  let c = uv >> 16u;
  return vec3u(32768u - b - c, b, c);
}
