import type { Head } from '../../src/head/head.ts';
import type { TestMesh } from './meshes.ts';

/** The scalp of a head, and of it only what lies within `radiusMm` of one of its vertices. */
export function headPatch({ mesh, scalp }: Head, vertex: number, radiusMm: number): TestMesh {
  const { positionsUm, triangles } = mesh;
  const treatable = [...scalp.keys()].filter((v) => scalp[v]);
  const middle = 3 * treatable[vertex % treatable.length]!;
  const distanceMm = (v: number) =>
    Math.hypot(...[0, 1, 2].map((k) => positionsUm[3 * v + k]! - positionsUm[middle + k]!)) / 1000;
  const treated = scalp.map((marked, v) => (marked && distanceMm(v) <= radiusMm ? 1 : 0));
  return { positionsUm, triangles, treated };
}
