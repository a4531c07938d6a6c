import { hashWords, pcg } from '../../src/base/hash.ts';
import { facetsOf } from '../../src/engine/placement/facets.ts';
import { RUNG_RADII_UM } from '../../src/engine/placement/radii.ts';
import type { TestMesh } from './meshes.ts';

/** A dot as `shaders/lib/dot.wgsl` has it. */
export interface TwinDot {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly rankSq: number;
  readonly triangle: number;
  readonly uv: number;
}

interface Facet {
  readonly index: number;
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly c: readonly number[];
  readonly triangle: number;
  readonly areaUm2: number;
  readonly edgeUm: number;
}

interface Cell {
  readonly facet: Facet;
  readonly depth: number;
  readonly flipped: boolean;
  readonly u: number;
  readonly v: number;
}

interface Dart {
  readonly at: readonly number[];
  readonly facet: Facet;
  readonly uv: number;
  priority: number;
  rankSq: number;
}

const ONE = 32768;

/**
 * The ranked fill as plain sequential code: cells in lists, neighbours in a map, conflicts settled
 * by going through the darts from strongest to weakest. It knows nothing of rounds, slots, buckets
 * or a number of turns: a level ends when no cell is left.
 */
export function ladderTwin(mesh: TestMesh, seed: number, radiusUm: number): TwinDot[] {
  const facets = readFacets(mesh);
  const rungs = RUNG_RADII_UM.slice(0, 1 + RUNG_RADII_UM.findIndex((rung) => rung <= radiusUm));
  const dots: Dart[] = [];
  rungs.forEach((rungUm, level) => {
    const ceilingUm = level === 0 ? Math.floor(rungUm * 1.19) : rungs[level - 1]!;
    const near = new Neighbours(ceilingUm);
    for (const dot of dots) near.add(dot);
    const earlier = dots.length;
    let cells: Cell[] = facets.map((facet) => ({ facet, depth: 0, flipped: false, u: 0, v: 0 }));
    for (let turn = 0; cells.length > 0; turn++) {
      const darts = cells
        .flatMap((cell) => throwDart(cell, seed, level, turn, rungUm) ?? [])
        .filter((dart) => !near.within(dart.at, rungUm * rungUm));
      for (const dart of darts.sort(strongestFirst)) {
        if (near.within(dart.at, rungUm * rungUm)) continue;
        near.add(dart);
        dots.push(dart);
      }
      cells = cells.flatMap((cell) => refine(cell, near, turn, rungUm));
    }
    rank(dots.slice(earlier), dots.slice(0, earlier), ceilingUm);
  });
  return dots
    .map(({ at, facet, uv, rankSq }) => ({
      x: at[0]!,
      y: at[1]!,
      z: at[2]!,
      rankSq,
      triangle: facet.triangle,
      uv,
    }))
    .sort((p, q) => q.rankSq - p.rankSq || p.triangle - q.triangle || p.uv - q.uv);
}

/** Squared distance, each axis held at 37 mm. */
export function distanceSq(p: readonly number[], q: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < 3; k++) sum += Math.min(37000, Math.abs(p[k]! - q[k]!)) ** 2;
  return sum;
}

function readFacets(mesh: TestMesh): Facet[] {
  const { packed, count } = facetsOf(mesh, mesh.treated);
  return Array.from({ length: count }, (_, index) => {
    const [ax, ay, az, bx, by, bz, cx, cy, cz, triangle, areaUm2, edgeUm] = packed.subarray(
      12 * index,
      12 * index + 12,
    );
    return {
      index,
      a: [ax!, ay!, az!],
      b: [bx!, by!, bz!],
      c: [cx!, cy!, cz!],
      triangle: triangle!,
      areaUm2: areaUm2! >>> 0,
      edgeUm: edgeUm!,
    };
  });
}

function pointOf({ a, b, c }: Facet, u: number, v: number): number[] {
  return a.map((base, k) => base + Math.floor((b[k]! * u + c[k]! * v + ONE / 2) / ONE));
}

function throwDart(
  cell: Cell,
  seed: number,
  level: number,
  turn: number,
  rungUm: number,
): Dart | undefined {
  const { facet, depth, flipped, u, v } = cell;
  if (Math.floor(facet.edgeUm / 2 ** depth) > rungUm) return undefined;
  const path = depth | (flipped ? 16 : 0);
  const dice = hashWords(hashWords(seed, level, turn), facet.triangle, path, (u | (v << 16)) >>> 0);
  // The first level is thinned for four turns: small triangles get no more than their share.
  const share = Math.max(1, Math.floor((rungUm * rungUm) / 2 ** 17)) * (dice & 0xffff);
  if (level === 0 && turn < 4 && share >= Math.floor(facet.areaUm2 / 4 ** depth)) return undefined;

  const edge = ONE >> depth;
  const where = pcg((dice ^ 0x51ed270b) >>> 0);
  let a = Math.floor(((where & 0xffff) * edge) / 65536);
  let b = Math.floor(((where >>> 16) * edge) / 65536);
  const upper = a + b >= edge;
  if (upper !== flipped) {
    a = edge - 1 - a;
    b = edge - 1 - b;
  }
  // The diagonal belongs to the standing cell.
  if (flipped && a + b === edge - 1) {
    if (b < edge - 1) b++;
    else a++;
  }
  const uv = (u + a + (v + b) * 65536) >>> 0;
  const at = pointOf(facet, u + a, v + b);
  return { at, facet, uv, priority: hashWords(seed, facet.triangle, uv, level), rankSq: 0 };
}

function strongestFirst(p: Dart, q: Dart): number {
  return q.priority - p.priority || p.facet.index - q.facet.index || p.uv - q.uv;
}

function refine(cell: Cell, near: Neighbours, turn: number, rungUm: number): Cell[] {
  const { facet, depth } = cell;
  const edgeUm = Math.floor(facet.edgeUm / 2 ** depth);
  const children = childrenOf(cell);
  let open = children;
  if (edgeUm <= 4 * rungUm) {
    const radiusSq = rungUm * rungUm;
    if (near.holds(pointsOf(cell), pointsOf(children[children.length - 1]!), radiusSq)) return [];
    open = children.filter((child) => !near.holds(pointsOf(child), pointsOf(child), radiusSq));
    if (open.length === 0) return [];
  }
  if (edgeUm <= Math.floor(rungUm / 4) && turn < 6) return [cell];
  if (Math.floor(edgeUm / 2) < 4 || depth >= 14) return [];
  return open;
}

function cornersOf({ depth, flipped, u, v }: Cell): [number, number][] {
  const e = ONE >> depth;
  return flipped
    ? [
        [u + e, v + e],
        [u, v + e],
        [u + e, v],
      ]
    : [
        [u, v],
        [u + e, v],
        [u, v + e],
      ];
}

function pointsOf(cell: Cell): number[][] {
  return cornersOf(cell).map(([u, v]) => pointOf(cell.facet, u, v));
}

/** Three at the corners, then the one turned over in the middle. */
function childrenOf({ facet, depth, flipped, u, v }: Cell): Cell[] {
  const h = ONE >> (depth + 1);
  const child = (du: number, dv: number, turned: boolean): Cell => ({
    facet,
    depth: depth + 1,
    flipped: turned,
    u: u + du,
    v: v + dv,
  });
  return flipped
    ? [child(h, h, true), child(0, h, true), child(h, 0, true), child(h, h, false)]
    : [child(0, 0, false), child(h, 0, false), child(0, h, false), child(0, 0, true)];
}

/**
 * Ranks: most room to earlier dots first; then the distance to those, or to the nearest of the
 * level's own dots that goes before.
 */
function rank(fresh: Dart[], earlier: readonly Dart[], ceilingUm: number): void {
  const most = ceilingUm * ceilingUm - 1;
  for (const dot of fresh) {
    dot.priority = earlier.reduce(
      (least, other) => Math.min(least, distanceSq(dot.at, other.at)),
      most,
    );
  }
  for (const dot of fresh) {
    dot.rankSq = dot.priority;
    for (const other of fresh) {
      if (other === dot || strongestFirst(other, dot) > 0) continue;
      dot.rankSq = Math.min(dot.rankSq, distanceSq(dot.at, other.at));
    }
  }
}

/** Dots by cube of space; finds all within a radius no larger than the cube. */
class Neighbours {
  readonly #cubes = new Map<number, Dart[]>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  add(dart: Dart): void {
    const key = this.#key(dart.at.map((p) => Math.floor(p / this.#size)));
    const cube = this.#cubes.get(key);
    if (cube) cube.push(dart);
    else this.#cubes.set(key, [dart]);
  }

  /** Whether a dot lies nearer than the radius. */
  within(at: readonly number[], radiusSq: number): boolean {
    return this.#around(at).some((dot) => distanceSq(dot.at, at) < radiusSq);
  }

  /** Whether one dot's ball holds all `corners` and at least one of `also`. */
  holds(corners: number[][], also: number[][], radiusSq: number): boolean {
    return this.#around(corners[0]!).some(
      ({ at }) =>
        corners.every((corner) => distanceSq(at, corner) < radiusSq) &&
        also.some((point) => distanceSq(at, point) < radiusSq),
    );
  }

  #around(at: readonly number[]): Dart[] {
    const [x, y, z] = at.map((p) => Math.floor(p / this.#size)) as [number, number, number];
    const found: Dart[] = [];
    for (let i = x - 1; i <= x + 1; i++) {
      for (let j = y - 1; j <= y + 1; j++) {
        for (let k = z - 1; k <= z + 1; k++)
          found.push(...(this.#cubes.get(this.#key([i, j, k])) ?? []));
      }
    }
    return found;
  }

  #key([i, j, k]: number[]): number {
    return (i! + 1024) * 4194304 + (j! + 1024) * 2048 + (k! + 1024);
  }
}
