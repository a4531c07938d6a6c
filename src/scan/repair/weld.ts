import type { TriangleSoup } from '../../surface/triangle-soup.ts';

/** A mesh with points of one place made one, and how many there were too many. */
export interface Welded {
  readonly mesh: TriangleSoup;
  readonly welded: number;
  /** Points without a place: not finite, or absurdly far from all others. */
  readonly badPoints: number;
}

/** Points this many times further out than the quartiles lie apart belong to nothing. */
const FAR_OUT = 50;

/** Numbers from which an extent is estimated; more change nothing. */
const SAMPLES = 4096;

/** Joins points at exactly the same place, and drops points that are no places. */
export function weld({ positions, triangles }: TriangleSoup): Welded {
  const count = positions.length / 3;
  const limits = [0, 1, 2].map((axis) => plausible(positions, axis));
  const names = new Int32Array(count).fill(-1);
  const table = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 2))).fill(-1);
  const mask = table.length - 1;
  const kept = new Float64Array(positions.length);
  const words = new Uint32Array(kept.buffer);
  let next = 0;
  let badPoints = 0;
  for (let v = 0; v < count; v++) {
    let good = true;
    for (let k = 0; k < 3; k++) {
      // Adding zero turns -0 into 0, which is the same place with other bits.
      const value = positions[3 * v + k]! + 0;
      const [low, high] = limits[k]!;
      good &&= value >= low && value <= high;
      kept[3 * next + k] = value;
    }
    if (!good) {
      badPoints++;
      continue;
    }
    let slot = hashOf(words, 6 * next) & mask;
    while (table[slot]! >= 0 && !same(words, 6 * table[slot]!, 6 * next)) slot = (slot + 1) & mask;
    if (table[slot]! < 0) table[slot] = next++;
    names[v] = table[slot]!;
  }
  const corners = new Uint32Array(triangles.length);
  let used = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [names[triangles[t]!]!, names[triangles[t + 1]!]!, names[triangles[t + 2]!]!];
    if (a < 0 || b < 0 || c < 0) continue;
    corners[used++] = a;
    corners[used++] = b;
    corners[used++] = c;
  }
  return {
    mesh: { positions: kept.slice(0, 3 * next), triangles: corners.slice(0, used) },
    welded: count - badPoints - next,
    badPoints,
  };
}

/** Range of a coordinate outside which a point is a mistake. */
function plausible(positions: Float64Array, axis: number): readonly [low: number, high: number] {
  const count = positions.length / 3;
  const step = Math.max(1, Math.floor(count / SAMPLES));
  const sample: number[] = [];
  for (let v = 0; v < count; v += step) {
    const value = positions[3 * v + axis]!;
    if (Number.isFinite(value)) sample.push(value);
  }
  sample.sort((a, b) => a - b);
  const at = (share: number) => sample[Math.floor(share * (sample.length - 1))] ?? 0;
  // A flat file has no spread along one axis; then only what is not finite is bad.
  const spread = at(0.9) - at(0.1);
  if (!(spread > 0)) return [-Number.MAX_VALUE, Number.MAX_VALUE];
  return [at(0.1) - FAR_OUT * spread, at(0.9) + FAR_OUT * spread];
}

function hashOf(words: Uint32Array, at: number): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < 6; k++) {
    hash = Math.imul(hash ^ words[at + k]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function same(words: Uint32Array, a: number, b: number): boolean {
  for (let k = 0; k < 6; k++) if (words[a + k] !== words[b + k]) return false;
  return true;
}
