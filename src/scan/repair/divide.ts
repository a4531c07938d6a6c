import type { TriangleSoup } from '../../surface/triangle-soup.ts';

/** Rounds of halving: the longest edge that fits placement is 1 m, which ten rounds bring to 1 mm. */
const ROUNDS = 10;

/** Divides edges longer than `longest` until there are none, or too many triangles. */
export function divided(
  mesh: TriangleSoup,
  longest: number,
  mostTriangles: number,
): { readonly mesh: TriangleSoup; readonly divided: number } {
  let current = mesh;
  for (let round = 0; round < ROUNDS && current.triangles.length / 3 < mostTriangles; round++) {
    const next = divideOnce(current, longest);
    if (!next) break;
    current = next;
  }
  return { mesh: current, divided: (current.triangles.length - mesh.triangles.length) / 3 };
}

/** Halves each long edge once; neighbours share the new point, so no cracks open. */
function divideOnce(
  { positions, triangles }: TriangleSoup,
  longest: number,
): TriangleSoup | undefined {
  const count = positions.length / 3;
  const middles = new Map<number, number>();
  const points: number[] = [];
  const middle = (a: number, b: number): number => {
    const [low, high] = a < b ? [a, b] : [b, a];
    let lengthSq = 0;
    for (let k = 0; k < 3; k++) lengthSq += (positions[3 * a + k]! - positions[3 * b + k]!) ** 2;
    if (lengthSq <= longest * longest) return -1;
    const key = low * count + high;
    const known = middles.get(key);
    if (known !== undefined) return known;
    for (let k = 0; k < 3; k++) points.push((positions[3 * a + k]! + positions[3 * b + k]!) / 2);
    middles.set(key, count + points.length / 3 - 1);
    return count + points.length / 3 - 1;
  };
  const out: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const v = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!] as const;
    const m = [middle(v[0], v[1]), middle(v[1], v[2]), middle(v[2], v[0])] as const;
    const halved = m.filter((name) => name >= 0).length;
    if (halved === 3) {
      out.push(v[0], m[0], m[2], m[0], v[1], m[1], m[2], m[1], v[2], m[0], m[1], m[2]);
    } else if (halved === 0) out.push(...v);
    else {
      // Turned so that edge 0 is halved, and edge 2 is not.
      const k = m.findIndex((name, i) => name >= 0 && m[(i + 2) % 3]! < 0);
      const [a, b, c] = [v[k]!, v[(k + 1) % 3]!, v[(k + 2) % 3]!];
      const [ab, bc] = [m[k]!, m[(k + 1) % 3]!];
      if (bc < 0) out.push(a, ab, c, ab, b, c);
      else out.push(ab, b, bc, a, ab, bc, a, bc, c);
    }
  }
  if (points.length === 0) return undefined;
  const moved = new Float64Array(positions.length + points.length);
  moved.set(positions);
  moved.set(points, positions.length);
  return { positions: moved, triangles: Uint32Array.from(out) };
}
