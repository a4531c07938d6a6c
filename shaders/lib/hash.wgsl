// hash: integer hashes and the random numbers made of them. Exact on every GPU.

// Jarzynski & Olano 2020, "Hash Functions for GPU Rendering", JCGT 9(3), `pcg`.
fn pcg(word: u32) -> u32 {
  let state = word * 747796405u + 2891336453u;
  let mixed = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (mixed >> 22u) ^ mixed;
}

fn hash2(a: u32, b: u32) -> u32 {
  return pcg(pcg(0x9e3779b9u ^ a) ^ b);
}

fn hash3(a: u32, b: u32, c: u32) -> u32 {
  return pcg(hash2(a, b) ^ c);
}

fn hash4(a: u32, b: u32, c: u32, d: u32) -> u32 {
  return pcg(hash3(a, b, c) ^ d);
}

// What hash4(a, b + (0 or 1), c + (0 or 1), ...) has in common: b runs faster.
fn hashRow(a: u32, bc: vec2u) -> vec4u {
  let b = pcgFour(vec4u(pcg(0x9e3779b9u ^ a)) ^ (bc.xxxx + vec4u(0u, 1u, 0u, 1u)));
  return pcgFour(b ^ (bc.yyyy + vec4u(0u, 0u, 1u, 1u)));
}

// The four of hash4() that begin with such a row.
fn hashFour(row: vec4u, d: u32) -> vec4u {
  return pcgFour(row ^ vec4u(d));
}

fn pcgFour(words: vec4u) -> vec4u {
  let state = words * 747796405u + 2891336453u;
  let mixed = ((state >> ((state >> vec4u(28u)) + 4u)) ^ state) * 277803737u;
  return (mixed >> vec4u(22u)) ^ mixed;
}

// Uniform in (0, 1): never 0, so that a logarithm of it is finite.
fn unit(hash: u32) -> f32 {
  return (f32(hash >> 8u) + 0.5) / 16777216.0;
}

// Two independent standard normals from one hash. Box & Muller 1958.
fn normalPair(hash: u32) -> vec2f {
  let radius = sqrt(-2.0 * log(unit(hash)));
  let angle = 6.2831853 * unit(pcg(hash ^ 0x68bc21ebu));
  return radius * vec2f(cos(angle), sin(angle));
}
