import type { Vec3 } from '../base/vec3.ts';
import { distance, pointAt } from '../base/vec3.ts';
import type { Surface } from '../surface/topology.ts';
import { stereographic } from './chart.ts';

/**
 * Which vertices lie inside a closed curve round the crown: 1 inside, 0 outside.
 *
 * Vertices beside the curve are tested in the view from the head's centre, where hair-bearing skin
 * never overlaps itself; the answer then spreads over the skin. So ears, which hide skin from the
 * centre, take the answer of the skin they stand on.
 *
 * @param distanceMm - Unsigned distance to the curve per vertex.
 * @param curve - xyz, millimetres.
 */
export function insideOf(
  surface: Surface,
  distanceMm: Float64Array,
  curve: Float64Array,
  centre: Vec3,
): Uint8Array {
  const inside = new Uint8Array(surface.vertexCount);
  const known = new Uint8Array(surface.vertexCount);
  const polygon = new Float64Array((2 * curve.length) / 3);
  for (let i = 0; i < curve.length / 3; i++) {
    const [u, v] = stereographic(pointAt(curve, i), centre);
    polygon[2 * i] = u;
    polygon[2 * i + 1] = v;
  }
  const open: number[] = [];
  for (let v = 0; v < surface.vertexCount; v++) {
    if (!beside(surface, distanceMm, v)) continue;
    const [x, y] = stereographic(pointAt(surface.positionsMm, v), centre);
    inside[v] = insidePolygon(polygon, x, y) ? 1 : 0;
    known[v] = 1;
    open.push(v);
  }
  const { triangles, vertexStart, vertexTriangles } = surface;
  for (let next = 0; next < open.length; next++) {
    const v = open[next]!;
    for (let i = vertexStart[v]!; i < vertexStart[v + 1]!; i++) {
      for (let k = 0; k < 3; k++) {
        const other = triangles[3 * vertexTriangles[i]! + k]!;
        if (known[other]) continue;
        known[other] = 1;
        inside[other] = inside[v]!;
        open.push(other);
      }
    }
  }
  return inside;
}

/** Whether an edge at this vertex may cross the curve: none is longer than the way to it. */
function beside(surface: Surface, distanceMm: Float64Array, v: number): boolean {
  // A tenth more for distances that are marched, not exact.
  const mm = distanceMm[v]! / 1.1;
  if (mm > surface.longestEdgeMm) return false;
  const { positionsMm, triangles, vertexStart, vertexTriangles } = surface;
  const here = pointAt(positionsMm, v);
  for (let i = vertexStart[v]!; i < vertexStart[v + 1]!; i++) {
    for (let k = 0; k < 3; k++) {
      const other = triangles[3 * vertexTriangles[i]! + k]!;
      if (distance(here, pointAt(positionsMm, other)) >= mm) return true;
    }
  }
  return false;
}

function insidePolygon(xy: Float64Array, x: number, y: number): boolean {
  let odd = false;
  const last = xy.length - 2;
  for (let i = 0, j = last; i <= last; j = i, i += 2) {
    const yi = xy[i + 1]!;
    const yj = xy[j + 1]!;
    if (yi > y === yj > y) continue;
    if (x < ((xy[j]! - xy[i]!) * (y - yi)) / (yj - yi) + xy[i]!) odd = !odd;
  }
  return odd;
}
