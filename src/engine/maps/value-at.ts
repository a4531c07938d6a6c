import { type Anchor, WHOLE } from '../../surface/anchor.ts';
import type { HeadMap } from './head-maps.ts';

/** A map's value at a place on the head, between the vertices as it is drawn; undefined where none is. */
export function valueAt(
  { name, values, edge }: HeadMap,
  triangles: ArrayLike<number>,
  { triangle, b, c }: Anchor,
): number | undefined {
  const corners = [WHOLE - b - c, b, c].map((weight, k) => {
    const vertex = triangles[3 * triangle + k]!;
    return { share: weight / WHOLE, value: values[vertex]!, edge: edge[vertex]! };
  });
  const between = (field: 'value' | 'edge') =>
    corners.reduce((sum, corner) => sum + (corner.share && corner.share * corner[field]), 0);
  if (!(between('edge') > 0)) return undefined;
  // Nothing lies between two kinds.
  const nearest = corners.reduce((a, next) => (next.share > a.share ? next : a));
  const value = name === 'findings' ? nearest.value : between('value');
  return Number.isNaN(value) ? undefined : value;
}
