import type { TestMesh } from '../meshes.ts';
import type { TwinDot } from '../twins/ladder-twin.ts';

/** Points spread evenly over the treated skin, each with the area it stands for. */
export interface SkinSamples {
  /** In the form of dots, so that a twin can read fields at them; rank 0. */
  readonly points: readonly TwinDot[];
  readonly areasCm2: readonly number[];
}

/** Each treated triangle cut into `cuts`² equal ones, and their centres. */
export function skinSamples({ positionsUm, triangles, treated }: TestMesh, cuts = 6): SkinSamples {
  const points: TwinDot[] = [];
  const areasCm2: number[] = [];
  for (let triangle = 0; triangle < triangles.length / 3; triangle++) {
    const corners = [0, 1, 2].map((k) => triangles[3 * triangle + k]!);
    if (!corners.every((v) => treated[v])) continue;
    const at = (k: number, axis: number) => positionsUm[3 * corners[k]! + axis]!;
    const edge = (k: number) => [0, 1, 2].map((axis) => at(k, axis) - at(0, axis));
    const [b, c] = [edge(1), edge(2)] as [number[], number[]];
    const across = (i: number, j: number) => b[i]! * c[j]! - b[j]! * c[i]!;
    const area = Math.hypot(across(1, 2), across(2, 0), across(0, 1)) / 2 / 1e8;
    for (let i = 0; i < cuts; i++) {
      for (let j = 0; i + j < cuts; j++) {
        for (const third of i + j < cuts - 1 ? [1 / 3, 2 / 3] : [1 / 3]) {
          const [u, v] = [(i + third) / cuts, (j + third) / cuts];
          const [x, y, z] = [0, 1, 2].map((k) => Math.round(at(0, k) + u * b[k]! + v * c[k]!));
          const uv = (Math.floor(32768 * u) | (Math.floor(32768 * v) << 16)) >>> 0;
          points.push({ x: x!, y: y!, z: z!, rankSq: 0, triangle, uv });
          areasCm2.push(area / cuts ** 2);
        }
      }
    }
  }
  return { points, areasCm2 };
}
