import type { TriangleSoup } from '../triangle-soup.ts';

/** What a mesh is, as counts; a good head has no open and no non-manifold edge and genus 0. */
export interface MeshCensus {
  readonly openEdges: number;
  /** Edges with more than two triangles, or two that run the same way. */
  readonly badEdges: number;
  readonly components: number;
  /** Handles, from Euler's formula; only meaningful for a closed mesh in one piece. */
  readonly genus: number;
  /** Positive when triangles face outward. */
  readonly volumeMm3: number;
}

/** Counts edges, pieces and handles, and adds up the volume. */
export function meshCensus({ positions, triangles }: TriangleSoup): MeshCensus {
  const vertexCount = positions.length / 3;
  const directed = new Map<number, number>();
  const piece = Int32Array.from({ length: vertexCount }, (_, v) => v);
  const root = (v: number): number => {
    let at = v;
    while (piece[at] !== at) at = piece[at] = piece[piece[at]!]!;
    return at;
  };
  let volume6 = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
    for (const [from, to] of [
      [a, b],
      [b, c],
      [c, a],
    ] as const) {
      const key = from * vertexCount + to;
      directed.set(key, (directed.get(key) ?? 0) + 1);
      piece[root(from)] = root(to);
    }
    volume6 += tripleProduct(positions, a, b, c);
  }
  let openEdges = 0;
  let badEdges = 0;
  let edges = 0;
  for (const [key, count] of directed) {
    const from = Math.floor(key / vertexCount);
    const to = key % vertexCount;
    const back = directed.get(to * vertexCount + from) ?? 0;
    if (back === 0) openEdges++;
    if (count > 1) badEdges++;
    if (back === 0 || from < to) edges++;
  }
  const used = new Set(triangles);
  const components = new Set([...used].map(root)).size;
  return {
    openEdges,
    badEdges,
    components,
    genus: (2 * components - (used.size - edges + triangles.length / 3)) / 2,
    volumeMm3: volume6 / 6,
  };
}

function tripleProduct(p: Float64Array, a: number, b: number, c: number): number {
  const [ax, ay, az] = [p[a * 3]!, p[a * 3 + 1]!, p[a * 3 + 2]!];
  const [bx, by, bz] = [p[b * 3]!, p[b * 3 + 1]!, p[b * 3 + 2]!];
  const [cx, cy, cz] = [p[c * 3]!, p[c * 3 + 1]!, p[c * 3 + 2]!];
  return ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
}

/** Smallest angle of every triangle, degrees. */
export function minAnglesDeg({ positions, triangles }: TriangleSoup): Float64Array {
  const out = new Float64Array(triangles.length / 3);
  for (let t = 0; t < out.length; t++) {
    const side2 = [0, 1, 2].map((k) => {
      const a = triangles[t * 3 + k]! * 3;
      const b = triangles[t * 3 + ((k + 1) % 3)]! * 3;
      return [0, 1, 2].reduce((sum, i) => sum + (positions[a + i]! - positions[b + i]!) ** 2, 0);
    });
    const [p, q, r] = side2.sort((a, b) => a - b) as [number, number, number];
    // The smallest angle faces the shortest side.
    out[t] = (Math.acos(Math.min(1, (q + r - p) / (2 * Math.sqrt(q * r)))) * 180) / Math.PI;
  }
  return out;
}
