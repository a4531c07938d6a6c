import { type FrontUpdate, planarUpdate, roundUpdate } from './front-update.ts';
import type { Vec3 } from './head.ts';
import { VertexHeap } from './heap.ts';
import { seedsOfCurve, seedsOfPoint } from './seeds.ts';
import type { Surface } from './topology.ts';

/** Distance of what was not reached: parts of a mesh that do not hang together, or cut off. */
export const FAR_MM = 10_000;

/**
 * Distance along the skin from a curve, millimetres per vertex, at least 0.
 *
 * @param curve - xyz, millimetres, on the surface; points nearer to each other than an edge.
 * @param upToMm - Vertices further away stay at `FAR_MM`: a narrow band costs little.
 */
export function distanceFromCurve(
  surface: Surface,
  curve: Float64Array,
  closed: boolean,
  upToMm = FAR_MM,
): Float64Array {
  return march(surface, seedsOfCurve(surface, curve, closed), planarUpdate, upToMm);
}

/** Distance along the skin from one point of it, millimetres per vertex. */
export function distanceFromPoint(surface: Surface, point: Vec3, upToMm = FAR_MM): Float64Array {
  return march(surface, seedsOfPoint(surface, point), roundUpdate, upToMm);
}

/** Fast marching in heap order: a vertex is final once nothing nearer is open. */
function march(
  surface: Surface,
  seeds: ReadonlyMap<number, number>,
  update: FrontUpdate,
  upToMm: number,
): Float64Array {
  const distance = new Float64Array(surface.vertexCount).fill(FAR_MM);
  const final = new Uint8Array(surface.vertexCount);
  const heap = new VertexHeap(distance);
  for (const [vertex, mm] of seeds) {
    distance[vertex] = mm;
    heap.lowered(vertex);
  }
  const { triangles, vertexStart, vertexTriangles } = surface;

  while (heap.size > 0) {
    const v = heap.pop();
    if (distance[v]! > upToMm) {
      distance[v] = FAR_MM;
      continue;
    }
    final[v] = 1;
    for (let i = vertexStart[v]!; i < vertexStart[v + 1]!; i++) {
      const t = vertexTriangles[i]!;
      const corner = triangles[3 * t] === v ? 0 : triangles[3 * t + 1] === v ? 1 : 2;
      const next = triangles[3 * t + ((corner + 1) % 3)]!;
      const previous = triangles[3 * t + ((corner + 2) % 3)]!;
      if (!final[next]) reach(t, v, previous, next);
      if (!final[previous]) reach(t, v, next, previous);
    }
  }
  return distance;

  /** Offers `x` a distance through triangle `t`. */
  function reach(t: number, v: number, other: number, x: number): void {
    const xvSq = edgeSq(x, v);
    const xoSq = edgeSq(x, other);
    const voSq = edgeSq(v, other);
    let mm = final[other]
      ? update(distance[v]!, distance[other]!, xvSq, xoSq, voSq)
      : distance[v]! + Math.sqrt(xvSq);
    // At an obtuse corner the front may pass between v and the other before x can hear of it.
    if (xvSq + xoSq < voSq) mm = Math.min(mm, unfolded(t, v, other, x, xvSq, xoSq, voSq));
    if (mm < distance[x]!) {
      distance[x] = mm;
      heap.lowered(x);
    }
  }

  /** Lays the triangle beyond edge v-other flat and updates x from its far corner. */
  function unfolded(
    t: number,
    v: number,
    other: number,
    x: number,
    xvSq: number,
    xoSq: number,
    voSq: number,
  ): number {
    const beyond = surface.across[3 * t + edgeBetween(t, v, other)]!;
    if (beyond < 0) return FAR_MM;
    const far = thirdCorner(beyond, v, other);
    if (!final[far] || far === x || !(voSq > 0)) return FAR_MM;
    const fvSq = edgeSq(far, v);
    const foSq = edgeSq(far, other);
    const vo = Math.sqrt(voSq);
    const xAlong = (xvSq - xoSq + voSq) / (2 * vo);
    const fAlong = (fvSq - foSq + voSq) / (2 * vo);
    const xUp = Math.sqrt(Math.max(0, xvSq - xAlong * xAlong));
    const fDown = Math.sqrt(Math.max(0, fvSq - fAlong * fAlong));
    const crossing = xAlong + ((fAlong - xAlong) * xUp) / (xUp + fDown);
    if (!(crossing >= 0 && crossing <= vo)) return FAR_MM;
    const xfSq = (xAlong - fAlong) * (xAlong - fAlong) + (xUp + fDown) * (xUp + fDown);
    let mm = update(distance[v]!, distance[far]!, xvSq, xfSq, fvSq);
    if (final[other]) {
      mm = Math.min(mm, update(distance[other]!, distance[far]!, xoSq, xfSq, foSq));
    }
    return mm;
  }

  function edgeBetween(t: number, a: number, b: number): number {
    for (let k = 0; k < 3; k++) {
      const from = triangles[3 * t + k]!;
      const to = triangles[3 * t + ((k + 1) % 3)]!;
      if ((from === a && to === b) || (from === b && to === a)) return k;
    }
    return 0;
  }

  function thirdCorner(t: number, a: number, b: number): number {
    for (let k = 0; k < 3; k++) {
      const corner = triangles[3 * t + k]!;
      if (corner !== a && corner !== b) return corner;
    }
    return a;
  }

  function edgeSq(a: number, b: number): number {
    const p = surface.positionsMm;
    const x = p[3 * a]! - p[3 * b]!;
    const y = p[3 * a + 1]! - p[3 * b + 1]!;
    const z = p[3 * a + 2]! - p[3 * b + 2]!;
    return x * x + y * y + z * z;
  }
}
