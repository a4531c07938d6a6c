// hash: the integers of shaders/lib/hash.wgsl.

/** Jarzynski & Olano 2020, "Hash Functions for GPU Rendering", JCGT 9(3), `pcg`. */
export function pcg(word: u32): u32 {
  const state = word * 747796405 + 2891336453;
  const mixed = ((state >> ((state >> 28) + 4)) ^ state) * 277803737;
  return (mixed >> 22) ^ mixed;
}

export function hash3(a: u32, b: u32, c: u32): u32 {
  return pcg(pcg(pcg(0x9e3779b9 ^ a) ^ b) ^ c);
}

export function hash4(a: u32, b: u32, c: u32, d: u32): u32 {
  return pcg(hash3(a, b, c) ^ d);
}
