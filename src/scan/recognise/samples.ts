import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { doubleArea } from '../repair/triangles.ts';

/** Points spread evenly over a mesh, with the direction the skin faces there. */
export interface Samples {
  readonly points: Float64Array;
  readonly normals: Float64Array;
  readonly count: number;
}

/** Fractional parts of its multiples fill the square evenly (Roberts 2018, R2 sequence). */
const R2 = [0.7548776662466927, 0.5698402909980532] as const;

/** So many points by area, always the same ones; triangles left out by `use` get none. */
export function samplesOf(
  mesh: TriangleSoup,
  count: number,
  use: (triangle: number) => boolean = () => true,
): Samples {
  const { positions: p, triangles } = mesh;
  const sums = new Float64Array(triangles.length / 3);
  let area = 0;
  for (let t = 0; t < sums.length; t++) {
    if (use(t)) area += doubleArea(mesh, t);
    sums[t] = area;
  }
  const points = new Float64Array(3 * count);
  const normals = new Float64Array(3 * count);
  for (let i = 0, t = 0; i < count; i++) {
    const wanted = ((i + 0.5) / count) * area;
    while (t < sums.length - 1 && sums[t]! < wanted) t++;
    let u = (R2[0] * (i + 1)) % 1;
    let v = (R2[1] * (i + 1)) % 1;
    if (u + v > 1) [u, v] = [1 - u, 1 - v];
    const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
    const [e, f] = [new Float64Array(3), new Float64Array(3)];
    for (let k = 0; k < 3; k++) {
      e[k] = p[b + k]! - p[a + k]!;
      f[k] = p[c + k]! - p[a + k]!;
      points[3 * i + k] = p[a + k]! + u * e[k]! + v * f[k]!;
    }
    const n = [
      e[1]! * f[2]! - e[2]! * f[1]!,
      e[2]! * f[0]! - e[0]! * f[2]!,
      e[0]! * f[1]! - e[1]! * f[0]!,
    ] as const;
    const size = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) || 1;
    for (let k = 0; k < 3; k++) normals[3 * i + k] = n[k]! / size;
  }
  return { points, normals, count };
}
