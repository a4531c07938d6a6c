import { VertexHeap } from '../base/heap.ts';
import type { Vec3 } from '../base/vec3.ts';
import { type Crossing, hermiteUpdate } from './front-update.ts';
import { type Seeds, seedsOfCurve } from './seeds.ts';
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
  return march(surface, seedsOfCurve(surface, curve, closed), upToMm);
}

/** Distance along the skin from one point of it, millimetres per vertex. */
export function distanceFromPoint(surface: Surface, point: Vec3, upToMm = FAR_MM): Float64Array {
  return march(surface, seedsOfCurve(surface, Float64Array.from(point), false), upToMm);
}

/** Below this cosine between their gradients two corners were reached from different sides. */
const SAME_FRONT = 0.5;

/** Fast marching in heap order: a vertex is final once nothing nearer is open. */
function march(surface: Surface, seeds: Seeds, upToMm: number): Float64Array {
  const { positionsMm: p, triangles, vertexStart, vertexTriangles, across } = surface;
  const distance = new Float64Array(surface.vertexCount).fill(FAR_MM);
  // Unit direction in which the distance grows, three per vertex.
  const gradient = new Float64Array(3 * surface.vertexCount);
  const final = new Uint8Array(surface.vertexCount);
  const heap = new VertexHeap(distance);
  const crossing: Crossing = { distanceMm: 0, share: 0 };
  for (const [v, mm] of seeds.distanceMm) {
    distance[v] = mm;
    gradient.set(seeds.gradient.get(v)!, 3 * v);
    heap.lowered(v);
  }

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
      if (!final[next]) reach(t, (corner + 2) % 3, v, previous, next);
      if (!final[previous]) reach(t, corner, v, next, previous);
      const beyond = across[3 * t + ((corner + 1) % 3)]!;
      if (beyond >= 0) unfolded(v, next, previous, thirdCorner(beyond, next, previous));
    }
  }
  return distance;

  /** Offers `x` a distance through triangle `t`, whose edge from v to the other is `edge`. */
  function reach(t: number, edge: number, v: number, other: number, x: number): void {
    if (final[other]) overEdge(v, other, x);
    else byEdge(v, x);
    const beyond = across[3 * t + edge]!;
    if (beyond >= 0) unfolded(thirdCorner(beyond, v, other), v, other, x);
  }

  function byEdge(v: number, x: number): void {
    const mm = distance[v]! + Math.sqrt(product(v, x, v, x));
    if (mm < distance[x]!) accept(x, mm, v, v, 0);
  }

  function overEdge(a: number, b: number, x: number): void {
    const dA = distance[a]!;
    const dB = distance[b]!;
    const along = dB - dA;
    const alike =
      gradient[3 * a]! * gradient[3 * b]! +
      gradient[3 * a + 1]! * gradient[3 * b + 1]! +
      gradient[3 * a + 2]! * gradient[3 * b + 2]!;
    // Straight in between where the gradients say nothing: Kimmel & Sethian's planar update.
    const slopeA = alike > SAME_FRONT ? slope(a, a, b) : along;
    const slopeB = alike > SAME_FRONT ? slope(b, a, b) : along;
    const xaSq = product(a, x, a, x);
    hermiteUpdate(crossing, dA, dB, slopeA, slopeB, xaSq, product(a, x, a, b), product(a, b, a, b));
    if (crossing.distanceMm < distance[x]!) accept(x, crossing.distanceMm, a, b, crossing.share);
  }

  /**
   * At an obtuse corner the front may pass between a and b before x can hear of it: the triangle
   * a, b, far beyond that edge is laid flat and gives x nearer pairs of corners.
   */
  function unfolded(far: number, a: number, b: number, x: number): void {
    if (final[x] || !final[far] || far === x || product(x, a, x, b) >= 0) return;
    const abSq = product(a, b, a, b);
    if (!(abSq > 0)) return;
    // Plane coordinates with A at 0 and B on the first axis; x above it, the far corner below.
    const ab = Math.sqrt(abSq);
    const xAlong = product(a, x, a, b) / ab;
    const fAlong = product(a, far, a, b) / ab;
    const xUp = Math.sqrt(Math.max(0, product(a, x, a, x) - xAlong * xAlong));
    const fDown = Math.sqrt(Math.max(0, product(a, far, a, far) - fAlong * fAlong));
    const pass = xAlong + ((fAlong - xAlong) * xUp) / (xUp + fDown);
    if (!(pass >= 0 && pass <= ab)) return;
    const [dx, dy] = [xAlong - fAlong, xUp + fDown];
    const mm = distance[far]! + Math.sqrt(dx * dx + dy * dy);
    if (mm < distance[x]!) accept(x, mm, far, far, 0);
    for (const [corner, at] of [
      [a, 0],
      [b, ab],
    ] as const) {
      if (!final[corner]) continue;
      const side = distance[corner]! - distance[far]!;
      const cx = at - fAlong;
      const toward = cx * dx + fDown * dy;
      hermiteUpdate(
        crossing,
        distance[far]!,
        distance[corner]!,
        side,
        side,
        dx * dx + dy * dy,
        toward,
        cx * cx + fDown * fDown,
      );
      if (crossing.distanceMm < distance[x]!) {
        accept(x, crossing.distanceMm, far, corner, crossing.share);
      }
    }
  }

  /** Takes a distance for `x` that came over the edge from a to b. */
  function accept(x: number, mm: number, a: number, b: number, share: number): void {
    distance[x] = mm;
    const gx = p[3 * x]! - p[3 * a]! - share * (p[3 * b]! - p[3 * a]!);
    const gy = p[3 * x + 1]! - p[3 * a + 1]! - share * (p[3 * b + 1]! - p[3 * a + 1]!);
    const gz = p[3 * x + 2]! - p[3 * a + 2]! - share * (p[3 * b + 2]! - p[3 * a + 2]!);
    const size = Math.sqrt(gx * gx + gy * gy + gz * gz);
    gradient[3 * x] = size > 0 ? gx / size : 0;
    gradient[3 * x + 1] = size > 0 ? gy / size : 0;
    gradient[3 * x + 2] = size > 0 ? gz / size : 0;
    heap.lowered(x);
  }

  /** How much the distance grows over the vector from a to b, by the gradient at `at`. */
  function slope(at: number, a: number, b: number): number {
    return (
      gradient[3 * at]! * (p[3 * b]! - p[3 * a]!) +
      gradient[3 * at + 1]! * (p[3 * b + 1]! - p[3 * a + 1]!) +
      gradient[3 * at + 2]! * (p[3 * b + 2]! - p[3 * a + 2]!)
    );
  }

  /** Scalar product of the vectors a to b and c to d. */
  function product(a: number, b: number, c: number, d: number): number {
    return (
      (p[3 * b]! - p[3 * a]!) * (p[3 * d]! - p[3 * c]!) +
      (p[3 * b + 1]! - p[3 * a + 1]!) * (p[3 * d + 1]! - p[3 * c + 1]!) +
      (p[3 * b + 2]! - p[3 * a + 2]!) * (p[3 * d + 2]! - p[3 * c + 2]!)
    );
  }

  function thirdCorner(t: number, a: number, b: number): number {
    for (let k = 0; k < 3; k++) {
      const corner = triangles[3 * t + k]!;
      if (corner !== a && corner !== b) return corner;
    }
    return a;
  }
}
