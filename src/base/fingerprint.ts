/** Odd multipliers, one a lane: those of MurmurHash3 and xxHash. */
const LANES = [0xcc9e2d51, 0x9e3779b1, 0x85ebca77, 0xc2b2ae3d] as const;

/**
 * Four words that tell lists of whole numbers of 32 bits apart. Against accidents, not malice: each
 * number goes into four hashes, and changing one changes all of them.
 */
export function fingerprint(...lists: readonly ArrayLike<number>[]): Uint32Array<ArrayBuffer> {
  let [a, b, c, d] = [1, 2, 3, 4];
  for (const list of lists) {
    // The length first: where one list ends and the next begins counts too.
    for (let i = -1; i < list.length; i++) {
      const word = i < 0 ? list.length : list[i]!;
      a = Math.imul(a ^ word, LANES[0]);
      a ^= a >>> 15;
      b = Math.imul(b ^ word, LANES[1]);
      b ^= b >>> 13;
      c = Math.imul(c ^ word, LANES[2]);
      c ^= c >>> 16;
      d = Math.imul(d ^ word, LANES[3]);
      d ^= d >>> 14;
    }
  }
  return Uint32Array.of(a, b, c, d);
}
