import { distance, pointAt } from '../../base/vec3.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { compacted } from './triangles.ts';

/** A triangle that hangs by one edge and reaches further away than so many times that is no skin. */
const REACH = 8;

/**
 * Leaves out triangles that hang by one edge and point far away from it: one corner of theirs is
 * wrong. The hole left is the size of a triangle; with them it would be a slit as long as they are.
 *
 * @param twin - The half-edge on the other side of each edge, -1 at a rim.
 * @returns The mesh without them; nothing where there are none.
 */
export function withoutSpikes(
  mesh: TriangleSoup,
  twin: Int32Array,
): { readonly mesh: TriangleSoup; readonly count: number } | undefined {
  const { positions, triangles } = mesh;
  const rest = twin.slice();
  const keep = new Uint8Array(triangles.length / 3).fill(1);
  const lengthOf = (h: number) =>
    distance(
      pointAt(positions, triangles[h]!),
      pointAt(positions, triangles[h % 3 === 2 ? h - 2 : h + 1]!),
    );
  const isSpike = (t: number): boolean => {
    const [held, other] = [3 * t, 3 * t + 1, 3 * t + 2].filter((h) => rest[h]! >= 0);
    if (held === undefined || other !== undefined) return false;
    const reach = [0, 1, 2].map((k) => lengthOf(3 * t + k)).filter((_, k) => 3 * t + k !== held);
    return Math.min(...reach) > REACH * lengthOf(held);
  };
  let count = 0;
  const waiting = Array.from(keep, (_, t) => t);
  for (let t = waiting.pop(); t !== undefined; t = waiting.pop()) {
    if (!keep[t] || !isSpike(t)) continue;
    keep[t] = 0;
    count++;
    for (let h = 3 * t; h < 3 * t + 3; h++) {
      const across = rest[h]!;
      if (across < 0) continue;
      rest[across] = -1;
      // What it hung by may hang by one edge itself now.
      waiting.push(Math.floor(across / 3));
    }
  }
  return count > 0 ? { mesh: compacted(mesh, keep), count } : undefined;
}
