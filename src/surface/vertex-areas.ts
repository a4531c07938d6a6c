import type { SurfaceMesh } from './surface-mesh.ts';

/** Skin each vertex stands for: a third of every triangle around it, mm². */
export function vertexAreasMm2({
  positionsUm,
  triangles,
}: Pick<SurfaceMesh, 'positionsUm' | 'triangles'>): Float32Array {
  const areas = new Float32Array(positionsUm.length / 3);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!];
    const edge = (v: number, axis: number) =>
      (positionsUm[v + axis]! - positionsUm[a + axis]!) / 1e3;
    const [bx, by, bz] = [edge(b, 0), edge(b, 1), edge(b, 2)];
    const [cx, cy, cz] = [edge(c, 0), edge(c, 1), edge(c, 2)];
    const third = Math.hypot(by * cz - bz * cy, bz * cx - bx * cz, bx * cy - by * cx) / 6;
    areas[a / 3]! += third;
    areas[b / 3]! += third;
    areas[c / 3]! += third;
  }
  return areas;
}
