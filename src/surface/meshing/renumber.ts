import type { TriangleSoup } from '../triangle-soup.ts';

/**
 * Renumbers vertices along a space-filling curve and sorts triangles by their lowest vertex, so
 * that neighbours in space are neighbours in memory and differences pack small.
 */
export function renumber({ positions, triangles }: TriangleSoup): TriangleSoup {
  const count = positions.length / 3;
  const code = Float64Array.from({ length: count }, (_, v) => morton(positions, v));
  const order = Array.from(code.keys()).sort((a, b) => code[a]! - code[b]! || a - b);
  const name = new Uint32Array(count);
  const moved = new Float64Array(positions.length);
  for (const [next, v] of order.entries()) {
    name[v] = next;
    moved.set(positions.subarray(v * 3, v * 3 + 3), next * 3);
  }
  const rows: [number, number, number][] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [name[triangles[t]!]!, name[triangles[t + 1]!]!, name[triangles[t + 2]!]!];
    if (a < b && a < c) rows.push([a, b, c]);
    else rows.push(b < c ? [b, c, a] : [c, a, b]);
  }
  rows.sort((p, q) => p[0] - q[0] || p[1] - q[1] || p[2] - q[2]);
  return { positions: moved, triangles: Uint32Array.from(rows.flat()) };
}

/** Interleaved bits of the place in 1 mm steps, as one number. */
function morton(p: Float64Array, v: number): number {
  const cell = [0, 1, 2].map((axis) => Math.floor(p[v * 3 + axis]! + 256));
  let code = 0;
  for (let bit = 9; bit >= 0; bit--) {
    for (const c of cell) code = code * 2 + ((c >> bit) & 1);
  }
  return code;
}
