import { doubleArea as doubleAreaOf } from '../../surface/topology.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';

/** Twice the area of a triangle. */
export function doubleArea({ positions, triangles }: TriangleSoup, t: number): number {
  return doubleAreaOf(positions, triangles, t);
}

/** The triangles for which `keep` is not 0, with points nobody uses left out. */
export function compacted(
  { positions, triangles }: TriangleSoup,
  keep?: ArrayLike<number>,
): TriangleSoup {
  const names = new Int32Array(positions.length / 3).fill(-1);
  const corners = new Uint32Array(triangles.length);
  const moved = new Float64Array(positions.length);
  let [used, next] = [0, 0];
  for (let i = 0; i < triangles.length; i++) {
    if (keep && !keep[Math.floor(i / 3)]) continue;
    const v = triangles[i]!;
    if (names[v]! < 0) {
      moved[3 * next] = positions[3 * v]!;
      moved[3 * next + 1] = positions[3 * v + 1]!;
      moved[3 * next + 2] = positions[3 * v + 2]!;
      names[v] = next++;
    }
    corners[used++] = names[v]!;
  }
  return { positions: moved.slice(0, 3 * next), triangles: corners.slice(0, used) };
}

/** Drops triangles without area and those that name the same three points as an earlier one. */
export function dropFaulty(mesh: TriangleSoup): {
  readonly mesh: TriangleSoup;
  readonly degenerate: number;
  readonly duplicate: number;
} {
  const { triangles } = mesh;
  const count = triangles.length / 3;
  const keep = new Uint8Array(count);
  const table = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 2))).fill(-1);
  const mask = table.length - 1;
  const sorted = (t: number) => {
    const [a, b, c] = [triangles[3 * t]!, triangles[3 * t + 1]!, triangles[3 * t + 2]!];
    const low = Math.min(a, b, c);
    const high = Math.max(a, b, c);
    return [low, a + b + c - low - high, high] as const;
  };
  let [degenerate, duplicate] = [0, 0];
  for (let t = 0; t < count; t++) {
    const [a, b, c] = sorted(t);
    if (a === b || b === c || !(doubleArea(mesh, t) > 0)) {
      degenerate++;
      continue;
    }
    let slot = hash(a, b, c) & mask;
    let twin = false;
    while (table[slot]! >= 0) {
      const [x, y, z] = sorted(table[slot]!);
      twin = x === a && y === b && z === c;
      if (twin) break;
      slot = (slot + 1) & mask;
    }
    if (twin) {
      duplicate++;
      continue;
    }
    table[slot] = t;
    keep[t] = 1;
  }
  if (degenerate + duplicate === 0) return { mesh, degenerate, duplicate };
  return { mesh: compacted(mesh, keep), degenerate, duplicate };
}

function hash(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ 0x85ebca6b;
  h = Math.imul(h ^ (h >>> 15) ^ b, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15) ^ c, 0x9e3779b1);
  return h ^ (h >>> 15);
}

/** Mean length of the edges. */
export function meanEdge({ positions: p, triangles }: TriangleSoup): number {
  let sum = 0;
  for (let i = 0; i < triangles.length; i++) {
    const a = 3 * triangles[i]!;
    const b = 3 * triangles[i % 3 === 2 ? i - 2 : i + 1]!;
    const [x, y, z] = [p[a]! - p[b]!, p[a + 1]! - p[b + 1]!, p[a + 2]! - p[b + 2]!];
    sum += Math.sqrt(x * x + y * y + z * z);
  }
  return sum / Math.max(1, triangles.length);
}
