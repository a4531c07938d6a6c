import type { Vec3 } from '../../base/vec3.ts';
import { distance, pointAt } from '../../base/vec3.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';

/** A closed line along which the mesh ends, as the hole's own border runs: points in order. */
export interface Rim {
  readonly points: readonly number[];
  readonly lengthMm: number;
  readonly middle: Vec3;
}

/** All rims. Each point is in one fan of triangles, so at most one rim passes it. */
export function rimsOf({ positions, triangles }: TriangleSoup, twin: Int32Array): Rim[] {
  const next = new Map<number, number>();
  for (let h = 0; h < twin.length; h++) {
    // The rim runs against its triangles, so that filling triangles agree with them.
    if (twin[h]! < 0) next.set(triangles[h % 3 === 2 ? h - 2 : h + 1]!, triangles[h]!);
  }
  const rims: Rim[] = [];
  for (const start of next.keys()) {
    const points: number[] = [];
    let at: number | undefined = start;
    while (at !== undefined && next.has(at)) {
      points.push(at);
      const to: number = next.get(at)!;
      next.delete(at);
      at = to;
    }
    if (points.length < 3 || at !== start) continue;
    const places = points.map((v) => pointAt(positions, v));
    const lengthMm = places.reduce(
      (sum, p, i) => sum + distance(p, places[(i + 1) % places.length]!),
      0,
    );
    const middle = [0, 1, 2].map(
      (k) => places.reduce((sum, p) => sum + p[k]!, 0) / places.length,
    ) as unknown as Vec3;
    rims.push({ points, lengthMm, middle });
  }
  return rims;
}

/** Rims of up to so many points are filled by the smallest skin there is, longer ones from rings. */
const MOST_FOR_SMALLEST = 40;

/** The mesh with these holes closed. */
export function filled(mesh: TriangleSoup, rims: readonly Rim[]): TriangleSoup {
  if (rims.length === 0) return mesh;
  const corners: number[] = [];
  const added: number[] = [];
  const isEdge = edgesBetween(mesh, rims);
  for (const rim of rims) {
    let points = rim.points;
    while (points.length > MOST_FOR_SMALLEST)
      points = ringInside(mesh, points, rim.middle, corners, added);
    corners.push(...(smallestSkin(mesh, added, points, isEdge) ?? tent(mesh, points, added)));
  }
  const positions = new Float64Array(mesh.positions.length + added.length);
  positions.set(mesh.positions);
  positions.set(added, mesh.positions.length);
  const triangles = new Uint32Array(mesh.triangles.length + corners.length);
  triangles.set(mesh.triangles);
  triangles.set(corners, mesh.triangles.length);
  return { positions, triangles };
}

/** Rim points that share one point of the next ring, and how far that lies towards the middle. */
const SHARE_ONE = 4;
const INWARD = 0.3;

/**
 * A band of triangles along a long rim, and the shorter ring at its inner side. A single fan would
 * end all of them in one point.
 */
function ringInside(
  { positions }: TriangleSoup,
  points: readonly number[],
  middle: Vec3,
  corners: number[],
  added: number[],
): number[] {
  const first = positions.length / 3 + added.length / 3;
  const count = Math.ceil(points.length / SHARE_ONE);
  for (let i = 0; i < count; i++) {
    const group = points.slice(i * SHARE_ONE, (i + 1) * SHARE_ONE);
    const places = group.map((v) => placeOf(positions, added, v));
    for (let k = 0; k < 3; k++) {
      const mean = places.reduce((sum, p) => sum + p[k]!, 0) / places.length;
      added.push(mean + INWARD * (middle[k]! - mean));
    }
  }
  points.forEach((v, i) => {
    const next = (i + 1) % points.length;
    const [own, other] = [i, next].map((at) => first + Math.floor(at / SHARE_ONE));
    corners.push(v, points[next]!, own!);
    if (own !== other) corners.push(points[next]!, other!, own!);
  });
  return Array.from({ length: count }, (_, i) => first + i);
}

/** A point of the mesh or one added to it. */
function placeOf(positions: Float64Array, added: readonly number[], v: number): Vec3 {
  const i = 3 * v - positions.length;
  return i < 0 ? pointAt(positions, v) : [added[i]!, added[i + 1]!, added[i + 2]!];
}

type IsEdge = (a: number, b: number) => boolean;

/** Which points of these rims an edge joins already: a second one there would belong to three triangles. */
function edgesBetween({ positions, triangles }: TriangleSoup, rims: readonly Rim[]): IsEdge {
  const count = positions.length / 3;
  const onRim = new Uint8Array(count);
  for (const { points } of rims) for (const v of points) onRim[v] = 1;
  const key = (a: number, b: number) => Math.min(a, b) * count + Math.max(a, b);
  const edges = new Set<number>();
  for (let h = 0; h < triangles.length; h++) {
    const [a, b] = [triangles[h]!, triangles[h % 3 === 2 ? h - 2 : h + 1]!];
    if (onRim[a] && onRim[b]) edges.add(key(a, b));
  }
  return (a, b) => edges.has(key(a, b));
}

/** A point in the middle, joined to all of the rim: where no other edge can be laid across it. */
function tent({ positions }: TriangleSoup, points: readonly number[], added: number[]): number[] {
  const top = positions.length / 3 + added.length / 3;
  const places = points.map((v) => placeOf(positions, added, v));
  for (const k of [0, 1, 2] as const)
    added.push(places.reduce((sum, place) => sum + place[k], 0) / places.length);
  return points.flatMap((v, i) => [v, points[(i + 1) % points.length]!, top]);
}

/**
 * The triangles over a closed line with the least area in all (Barequet & Sharir 1995). Nothing where
 * all of them would lay an edge where there is one.
 */
function smallestSkin(
  { positions }: TriangleSoup,
  added: readonly number[],
  points: readonly number[],
  isEdge: IsEdge,
): number[] | undefined {
  const n = points.length;
  const places = points.map((v) => placeOf(positions, added, v));
  const area = (i: number, j: number, k: number) => {
    const [a, b, c] = [places[i]!, places[j]!, places[k]!];
    const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
    const v = [c[0] - a[0], c[1] - a[1], c[2] - a[2]] as const;
    const [x, y, z] = [
      u[1] * v[2] - u[2] * v[1],
      u[2] * v[0] - u[0] * v[2],
      u[0] * v[1] - u[1] * v[0],
    ];
    return Math.sqrt(x * x + y * y + z * z);
  };
  const cost = new Float64Array(n * n);
  const via = new Int32Array(n * n);
  for (let span = 2; span < n; span++) {
    for (let i = 0; i + span < n; i++) {
      const k = i + span;
      let best = Number.POSITIVE_INFINITY;
      // The whole span ends at the rim itself.
      const isTaken = span < n - 1 && isEdge(points[i]!, points[k]!);
      // Where no sum is finite any corner will do: the walk below must come to an end.
      via[i * n + k] = i + 1;
      for (let j = i + 1; j < k; j++) {
        const sum = cost[i * n + j]! + cost[j * n + k]! + area(i, j, k);
        if (sum < best) {
          best = sum;
          via[i * n + k] = j;
        }
      }
      cost[i * n + k] = isTaken ? Number.POSITIVE_INFINITY : best;
    }
  }
  if (cost[n - 1] === Number.POSITIVE_INFINITY && places.flat().every(Number.isFinite))
    return undefined;
  const out: number[] = [];
  const open: [number, number][] = [[0, n - 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [i, k] = next;
    if (k - i < 2) continue;
    const j = via[i * n + k]!;
    out.push(points[i]!, points[j]!, points[k]!);
    open.push([i, j], [j, k]);
  }
  return out;
}
