/**
 * PCG output hash of one 32-bit word; the same integers as `shaders/lib/hash.wgsl`.
 *
 * Jarzynski & Olano 2020, "Hash Functions for GPU Rendering", JCGT 9(3), `pcg`.
 */
export function pcg(word: number): number {
  const state = (Math.imul(word, 747796405) + 2891336453) >>> 0;
  const mixed = Math.imul(((state >>> ((state >>> 28) + 4)) ^ state) >>> 0, 277803737) >>> 0;
  return ((mixed >>> 22) ^ mixed) >>> 0;
}

/** Hash of several words, order matters. Every word changes every bit of the answer. */
export function hashWords(...words: number[]): number {
  return hashList(words);
}

/** The same of a list of any length: the arguments of a call have to fit on the stack, a worker's too. */
export function hashList(words: Iterable<number>): number {
  let hash = 0x9e3779b9;
  for (const word of words) hash = pcg((hash ^ word) >>> 0);
  return hash;
}
