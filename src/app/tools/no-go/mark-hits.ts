import { cross, sub, unit, type Vec3 } from '../../../base/vec3.ts';
import { anchorPlaceUm } from '../../../surface/anchor.ts';
import type { HeadHit } from '../../../view/head-picker.ts';
import type { Page } from '../../state/page.ts';

/** The plan's marks as places on the head on screen; those of another head are left out. */
export function markHits({ document, engine }: Page): { hit: HeadHit; radiusMm: number }[] {
  const mesh = engine.rig?.simulator.head.mesh;
  if (!mesh) return [];
  const { positionsUm, triangles } = mesh;
  const vertexMm = (v: number): Vec3 => [
    positionsUm[3 * v]! / 1000,
    positionsUm[3 * v + 1]! / 1000,
    positionsUm[3 * v + 2]! / 1000,
  ];
  return document
    .get()
    .noGo.filter(({ at }) => 3 * at.triangle < triangles.length)
    .map(({ at, radiusMm }) => {
      const [a, b, c] = [0, 1, 2].map((k) => vertexMm(triangles[3 * at.triangle + k]!)) as [
        Vec3,
        Vec3,
        Vec3,
      ];
      const [x, y, z] = anchorPlaceUm(mesh, at, 'noGo');
      const placeMm: Vec3 = [x / 1000, y / 1000, z / 1000];
      const normal = unit(cross(sub(b, a), sub(c, a)));
      return { hit: { point: at, placeMm, normal, onScalp: true }, radiusMm };
    });
}
