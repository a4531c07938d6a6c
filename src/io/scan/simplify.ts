import { compacted } from '../../scan/repair/triangles.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';

/** Fewer triangles for nearly the same surface, and how far it moved, in the mesh's own unit. */
export interface Simplified {
  readonly mesh: TriangleSoup;
  readonly error: number;
}

/** Quadric edge collapse by meshoptimizer; rims stay where they are. */
export async function simplified(mesh: TriangleSoup, mostTriangles: number): Promise<Simplified> {
  const { MeshoptSimplifier } = await import('meshoptimizer/simplifier');
  await MeshoptSimplifier.ready;
  const positions = Float32Array.from(mesh.positions);
  const [triangles, share] = MeshoptSimplifier.simplify(
    mesh.triangles,
    positions,
    3,
    3 * mostTriangles,
    1,
    ['LockBorder'],
  );
  const error = share * MeshoptSimplifier.getScale(positions, 3);
  return { mesh: compacted({ positions: mesh.positions, triangles }), error };
}
