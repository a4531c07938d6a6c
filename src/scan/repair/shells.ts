import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { forEdges } from './half-edges.ts';
import { doubleArea } from './triangles.ts';

/** Triangles joined into shells that each have a front and a back. */
export interface Shells {
  /** The half-edge on the other side of the same edge; -1 at a rim. */
  readonly twin: Int32Array;
  /** Which shell a triangle belongs to. */
  readonly shellOf: Int32Array;
  /** Twice the area of each shell. */
  readonly doubleAreas: readonly number[];
  /** Edges where more than two triangles met. */
  readonly crowdedEdges: number;
  /** Triangles that looked the other way than most of their shell. */
  readonly flipped: number;
  /** Edges cut because a shell had no two sides, as a Moebius strip. */
  readonly oneSidedEdges: number;
}

/**
 * Joins triangles across edges that two share, and turns them over in place until neighbours agree
 * about front and back.
 *
 * Where more than two meet, the two that belong to one shell stay joined and the rest hang loose: a
 * fin or an inner wall then becomes a shell of its own.
 */
export function joinShells(mesh: TriangleSoup): Shells {
  const { triangles } = mesh;
  const vertexCount = mesh.positions.length / 3;
  const twin = new Int32Array(triangles.length).fill(-1);
  const crowded: number[][] = [];
  forEdges(triangles, vertexCount, (list, count) => {
    if (count === 2) {
      twin[list[0]!] = list[1]!;
      twin[list[1]!] = list[0]!;
    } else if (count > 2) crowded.push([...list.subarray(0, count)]);
  });
  if (crowded.length > 0) {
    const { shellOf, doubleAreas } = spread(mesh, twin);
    for (const list of crowded) pairWithin(list, shellOf, doubleAreas, twin);
  }
  const { shellOf, doubleAreas, turned, oneSidedEdges } = spread(mesh, twin);
  return {
    twin,
    shellOf,
    doubleAreas,
    crowdedEdges: crowded.length,
    flipped: turnAll(triangles, twin, turned),
    oneSidedEdges,
  };
}

/** At a crowded edge joins two triangles of the same shell, the largest shell first. */
function pairWithin(
  list: readonly number[],
  shellOf: Int32Array,
  areas: readonly number[],
  twin: Int32Array,
): void {
  const byShell = new Map<number, number[]>();
  for (const h of list) {
    const shell = shellOf[Math.floor(h / 3)]!;
    const members = byShell.get(shell);
    if (members) members.push(h);
    else byShell.set(shell, [h]);
  }
  const pairs = [...byShell].filter(([, members]) => members.length >= 2);
  for (const [, [a, b]] of pairs) {
    twin[a!] = b!;
    twin[b!] = a!;
  }
  if (pairs.length > 0 || list.length !== 3) return;
  // Three shells end here; the two largest are one surface with something stuck to it.
  const [a, b] = [...list].sort(
    (p, q) => areas[shellOf[Math.floor(q / 3)]!]! - areas[shellOf[Math.floor(p / 3)]!]!,
  );
  twin[a!] = b!;
  twin[b!] = a!;
}

/** Spreads front and back over each shell; a shell stands as most of its triangles stood. */
function spread(mesh: TriangleSoup, twin: Int32Array) {
  const { triangles } = mesh;
  const count = triangles.length / 3;
  const shellOf = new Int32Array(count).fill(-1);
  const turned = new Uint8Array(count);
  const queue = new Int32Array(count);
  const doubleAreas: number[] = [];
  let oneSidedEdges = 0;
  for (let seed = 0; seed < count; seed++) {
    if (shellOf[seed]! >= 0) continue;
    let [head, tail, area, over] = [0, 0, 0, 0];
    queue[tail++] = seed;
    shellOf[seed] = doubleAreas.length;
    while (head < tail) {
      const t = queue[head++]!;
      area += doubleArea(mesh, t);
      over += turned[t]!;
      for (let h = 3 * t; h < 3 * t + 3; h++) {
        const across = twin[h]!;
        if (across < 0) continue;
        const other = Math.floor(across / 3);
        // Neighbours agree when they run along their edge in opposite directions.
        const wanted = triangles[h] !== triangles[across] ? turned[t]! : 1 - turned[t]!;
        if (shellOf[other]! < 0) {
          shellOf[other] = doubleAreas.length;
          turned[other] = wanted;
          queue[tail++] = other;
        } else if (turned[other] !== wanted) {
          twin[h] = -1;
          twin[across] = -1;
          oneSidedEdges++;
        }
      }
    }
    // The first triangle stood as it did by chance: the majority is right.
    if (over > tail / 2) for (let i = 0; i < tail; i++) turned[queue[i]!]! ^= 1;
    doubleAreas.push(area);
  }
  return { shellOf, doubleAreas, turned, oneSidedEdges };
}

function turnAll(triangles: Uint32Array, twin: Int32Array, turned: Uint8Array): number {
  let count = 0;
  for (let t = 0; t < turned.length; t++) {
    if (!turned[t]) continue;
    turnOver(triangles, twin, t);
    count++;
  }
  return count;
}

/** Exchanges corners 1 and 2, and the half-edges that go with them. */
function turnOver(triangles: Uint32Array, twin: Int32Array, t: number): void {
  const [b, c] = [triangles[3 * t + 1]!, triangles[3 * t + 2]!];
  triangles[3 * t + 1] = c;
  triangles[3 * t + 2] = b;
  // Half-edge 0 (a to b) becomes half-edge 2 (b to a); half-edge 1 stays.
  const [first, last] = [twin[3 * t]!, twin[3 * t + 2]!];
  twin[3 * t] = last;
  twin[3 * t + 2] = first;
  if (last >= 0) twin[last] = 3 * t;
  if (first >= 0) twin[first] = 3 * t + 2;
}

/**
 * Gives each fan of triangles round a point a point of its own, so that a point is never where two
 * surfaces only touch. Returns how many points were added.
 */
export function splitFans(
  { positions, triangles }: TriangleSoup,
  twin: Int32Array,
): { readonly mesh: TriangleSoup; readonly split: number } {
  const named = new Uint8Array(positions.length / 3);
  const done = new Uint8Array(triangles.length);
  const added: number[] = [];
  const corners = triangles.slice();
  for (let h = 0; h < triangles.length; h++) {
    if (done[h]) continue;
    const vertex = triangles[h]!;
    let name = vertex;
    if (named[vertex]) {
      name = positions.length / 3 + added.length;
      added.push(vertex);
    }
    named[vertex] = 1;
    // Round the point one way until the fan closes or ends at a rim, then the other way.
    for (let at = h; at >= 0 && !done[at]; at = twin[before(at)]!) {
      done[at] = 1;
      corners[at] = name;
    }
    for (let back = twin[h]!; back >= 0 && !done[after(back)]; back = twin[after(back)]!) {
      done[after(back)] = 1;
      corners[after(back)] = name;
    }
  }
  const moved = new Float64Array(positions.length + 3 * added.length);
  moved.set(positions);
  added.forEach((v, i) => {
    moved.set(positions.subarray(3 * v, 3 * v + 3), positions.length + 3 * i);
  });
  return { mesh: { positions: moved, triangles: corners }, split: added.length };
}

function before(h: number): number {
  return h % 3 === 0 ? h + 2 : h - 1;
}

function after(h: number): number {
  return h % 3 === 2 ? h - 2 : h + 1;
}
