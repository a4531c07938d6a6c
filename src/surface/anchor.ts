import { DotworkError } from '../base/errors.ts';
import { dot, scale, sub, type Vec3 } from '../base/vec3.ts';
import type { SurfaceMesh } from './surface-mesh.ts';

/**
 * A place on the skin that follows it when measures or a fit move the vertices: a triangle and the
 * weights of its second and third corner, in 1/32768.
 */
export interface Anchor {
  readonly triangle: number;
  readonly b: number;
  readonly c: number;
}

/** What the three weights of a skin point sum to. */
export const WHOLE = 32768;

/** A point of a triangle as a place on the skin: weights rounded so that they stay inside it. */
export function anchorAt(
  { positionsUm, triangles }: Pick<SurfaceMesh, 'positionsUm' | 'triangles'>,
  triangle: number,
  atMm: Vec3,
): Anchor {
  const corner = (k: number): Vec3 => {
    const v = 3 * triangles[3 * triangle + k]!;
    return scale([positionsUm[v]!, positionsUm[v + 1]!, positionsUm[v + 2]!], 1 / 1000);
  };
  const a = corner(0);
  const [u, v, w] = [sub(corner(1), a), sub(corner(2), a), sub(atMm, a)];
  const [uu, uv, vv, uw, vw] = [dot(u, u), dot(u, v), dot(v, v), dot(u, w), dot(v, w)];
  const det = uu * vv - uv * uv;
  const share = (value: number) => (det > 0 ? Math.round((WHOLE * value) / det) : 0);
  const b = Math.min(WHOLE, Math.max(0, share(vv * uw - uv * vw)));
  const c = Math.min(WHOLE - b, Math.max(0, share(uu * vw - uv * uw)));
  return { triangle, b, c };
}

/**
 * Where a skin point is, micrometres: whole numbers by the arithmetic of `facetPoint` in
 * `shaders/placement/ladder.wgsl`, so that a dot's own triangle and weights give its own place.
 *
 * @param what - Who asks, for the error where the head has no such triangle.
 */
export function anchorPlaceUm(
  { positionsUm, triangles }: Pick<SurfaceMesh, 'positionsUm' | 'triangles'>,
  { triangle, b, c }: Anchor,
  what: string,
): Vec3 {
  if (3 * triangle >= triangles.length) {
    throw new DotworkError(
      'plan',
      `${what} lies on triangle ${triangle}; this head has ${triangles.length / 3}.`,
      'Take it out: it was made on another head.',
    );
  }
  const corner = (k: number, axis: number) => positionsUm[3 * triangles[3 * triangle + k]! + axis]!;
  const along = (axis: number) => {
    const a = corner(0, axis);
    const off = (corner(1, axis) - a) * b + (corner(2, axis) - a) * c;
    return a + Math.floor((off + WHOLE / 2) / WHOLE);
  };
  return [along(0), along(1), along(2)];
}
