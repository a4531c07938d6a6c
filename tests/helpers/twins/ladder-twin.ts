import { hashWords, pcg } from '../../../src/base/hash.ts';
import { facetsOf } from '../../../src/engine/placement/facets.ts';
import { RUNG_RADII_UM } from '../../../src/engine/placement/radii.ts';
import type { TestMesh } from '../meshes.ts';

/** A dot as `src/engine/structs.ts` has it. */
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
  readonly dice: number;
  /** Squared distance to the nearest dot before it, under the level's ceiling. */
  readonly rankSq: number;
}

interface Level {
  readonly index: number;
  readonly radiusUm: number;
  readonly ceilingUm: number;
  /** The turn by which no cell is too large to be looked at. */
  readonly ripeAt: number;
}

const ONE = 32768;

/** Cubes are counted from here, so that no coordinate is negative. */
const OFFSET_UM = 524288;

/**
 * The ranked fill as plain sequential code: cells in lists, neighbours in a map. It knows nothing of
 * slots, buckets, chains or a number of turns: a level ends when no cell is left, and looks at every
 * facet again.
 */
export function ladderTwin(
  mesh: TestMesh,
  seed: number,
  radiusUm: number,
  rungs = RUNG_RADII_UM.slice(0, 1 + RUNG_RADII_UM.findIndex((rung) => rung <= radiusUm)),
): TwinDot[] {
  const facets = readFacets(mesh);
  const longestUm = facets.reduce((most, { edgeUm }) => Math.max(most, edgeUm), 0);
  const dots: Dart[] = [];
  rungs.forEach((rungUm, index) => {
    const ceilingUm = index ? rungs[index - 1]! : rungUm + 1;
    let ripeAt = 0;
    while (longestUm >> ripeAt > 4 * rungUm) ripeAt++;
    const level = { index, radiusUm: rungUm, ceilingUm, ripeAt };
    const near = new Neighbours(level.ceilingUm);
    for (const dot of dots) near.add(dot);
    let cells: Cell[] = facets.map((facet) => ({ facet, depth: 0, flipped: false, u: 0, v: 0 }));
    for (let turn = 0; cells.length > 0; turn++) {
      const darts: Dart[] = [];
      cells = cells.flatMap((cell) => visit(cell, near, darts, seed, level, turn));
      const thrown = new Neighbours(level.ceilingUm);
      for (const dart of darts) thrown.add(dart);
      for (const dart of darts) {
        const rivals = thrown.within(dart.at, level.ceilingUm ** 2 - 1);
        if (rivals.some((rival) => rival !== dart && beats(rival, dart))) continue;
        near.add(dart);
        dots.push(dart);
      }
    }
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
      13 * index,
      13 * index + 12,
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

/** What is left of the cell for the next turn; a dart of its own, if any, goes into `darts`. */
function visit(
  cell: Cell,
  near: Neighbours,
  darts: Dart[],
  seed: number,
  level: Level,
  turn: number,
): Cell[] {
  const { facet, depth, flipped, u, v } = cell;
  const radiusSq = level.radiusUm ** 2;
  const edgeUm = Math.floor(facet.edgeUm / 2 ** depth);
  const ripe = edgeUm <= 4 * level.radiusUm;
  let open = childrenOf(cell);
  if (ripe) {
    const salt = hashWords(seed, level.index, turn);
    const path = depth | (flipped ? 16 : 0);
    const dice = hashWords(salt, facet.triangle, path, (u | (v << 16)) >>> 0);
    const [a, b] = pickInside(cell, pcg((dice ^ 0x51ed270b) >>> 0));
    const at = pointOf(facet, a, b);
    const list = near.reaching(at);
    const holds = (part: Cell) => {
      const corners = pointsOf(part);
      return list.some((dot) => corners.every((corner) => distanceSq(dot.at, corner) < radiusSq));
    };
    if (holds(cell)) return [];
    open = open.filter((child) => !holds(child));
    if (open.length === 0) return [];
    const rankSq = Math.min(level.ceilingUm ** 2 - 1, ...list.map((dot) => distanceSq(dot.at, at)));
    if (rankSq >= radiusSq && mayThrow(cell, level, turn, dice)) {
      const uv = (a | (b << 16)) >>> 0;
      const luck = hashWords(seed, facet.triangle, uv, level.index);
      darts.push({ at, facet, uv, dice: luck, rankSq });
    }
  }
  if (ripe && level.index === 0 && turn < level.ripeAt + 3) return [cell];
  return Math.floor(edgeUm / 2) < 4 || depth >= 14 ? [] : open;
}

function pickInside({ depth, flipped, u, v }: Cell, where: number): [number, number] {
  const edge = ONE >> depth;
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
  return [u + a, v + b];
}

function mayThrow(cell: Cell, level: Level, turn: number, dice: number): boolean {
  const shift = (level.index === 0 ? 16 : 22) + 2 * Math.max(0, turn - level.ripeAt);
  const share = Math.floor(level.radiusUm ** 2 / 2 ** Math.min(shift, 31)) * (dice & 0xffff);
  return share < Math.max(1, Math.floor(cell.facet.areaUm2 / 4 ** cell.depth));
}

function beats(p: Dart, q: Dart): boolean {
  const order =
    p.rankSq - q.rankSq || p.dice - q.dice || q.facet.index - p.facet.index || q.uv - p.uv;
  return order > 0;
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

/** Points by cube of space, as wide as the box from `reachUm` before to `reachUm` after a point. */
class Neighbours {
  readonly #cubes = new Map<number, Dart[]>();
  readonly #reachUm: number;
  readonly #sideUm: number;

  constructor(reachUm: number) {
    this.#reachUm = reachUm;
    this.#sideUm = 2 * reachUm + 1;
  }

  add(dart: Dart): void {
    const key = this.#key(this.#cube(dart.at));
    const cube = this.#cubes.get(key);
    if (cube) cube.push(dart);
    else this.#cubes.set(key, [dart]);
  }

  /** All whose distance is at most the root of `mostSq`, no more than the reach. */
  within(at: readonly number[], mostSq: number): Dart[] {
    return this.#around(at).filter((dot) => distanceSq(dot.at, at) <= mostSq);
  }

  /** All whose box reaches the cube that holds the point. */
  reaching(at: readonly number[]): Dart[] {
    const low = this.#cube(at).map((cube) => cube * this.#sideUm - OFFSET_UM - this.#reachUm);
    const width = this.#sideUm - 1 + 2 * this.#reachUm;
    return this.#around(at).filter((dot) =>
      dot.at.every((place, k) => place >= low[k]! && place <= low[k]! + width),
    );
  }

  #cube(at: readonly number[]): number[] {
    return at.map((place) => Math.floor((place + OFFSET_UM) / this.#sideUm));
  }

  #around(at: readonly number[]): Dart[] {
    const [x, y, z] = this.#cube(at) as [number, number, number];
    const found: Dart[] = [];
    for (let i = x - 1; i <= x + 1; i++) {
      for (let j = y - 1; j <= y + 1; j++) {
        for (let k = z - 1; k <= z + 1; k++)
          for (const dart of this.#cubes.get(this.#key([i, j, k])) ?? []) found.push(dart);
      }
    }
    return found;
  }

  #key([i, j, k]: number[]): number {
    return (i! * 4096 + j!) * 4096 + k!;
  }
}
