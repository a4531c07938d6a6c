import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import type { Finding } from '../findings.ts';
import { cleaned } from './clean.ts';
import { openAir } from './open-air.ts';
import { compacted, doubleArea } from './triangles.ts';

/** What looks into less open air than this lies inside, in a fold of an ear or in a nostril. */
const INSIDE = 0.25;
/** A wall goes on to its rim, where it looks into half of the air and the rim itself into all. */
const UP_TO_RIM = 0.55;
/** Folds of a face and two ears are at most so much of a head's skin; an inner wall is near half. */
const LEAST_SHARE = 0.12;
/** Points asked to see whether there may be a wall at all, and at most, to find where it ends. */
const ASKED_FIRST = 1500;
const ASKED_MOST = 30_000;

/**
 * A mesh without the wall inside it: heads made for printing are hollow, and skin taken off a CT
 * goes on into nose and throat. Joined to the outer skin at the neck, such a wall is no part of its
 * own, and would count as scalp.
 *
 * @param mesh - One shell, front sides out. Any unit.
 * @param findings - A wall is told here.
 */
export function withoutInnerWall(mesh: TriangleSoup, findings: Finding[]): TriangleSoup {
  const air = openAir(mesh);
  if (!air) return mesh;
  const count = mesh.positions.length / 3;
  const step = Math.max(1, Math.floor(count / ASKED_FIRST));
  let [inside, asked] = [0, 0];
  for (let v = 0; v < count; v += step, asked++) if (air(v) < INSIDE) inside++;
  // Points are no areas: a fine wall has more of them than a coarse one of the same size.
  if (inside < (LEAST_SHARE / 3) * asked) return mesh;
  const beside = neighbours(mesh);
  const wall = wallOf(mesh, spread(beside, air, count), beside);
  let [walled, all] = [0, 0];
  const keep = new Uint8Array(mesh.triangles.length / 3);
  for (let t = 0; t < keep.length; t++) {
    const area = doubleArea(mesh, t);
    all += area;
    if ([0, 1, 2].some((k) => wall[mesh.triangles[3 * t + k]!])) walled += area;
    else keep[t] = 1;
  }
  if (walled < LEAST_SHARE * all) return mesh;
  findings.push({
    kind: 'innerWall',
    weight: 'repaired',
    count: 1,
    text: `The head is hollow: its inner wall, ${Math.round((100 * walled) / all)} % of the surface, was left out.`,
  });
  return cleaned(compacted(mesh, keep), []);
}

/** Points next to each point: where those of each begin, and all of them. */
interface Neighbours {
  readonly start: Uint32Array;
  readonly of: Uint32Array;
}

function neighbours({ positions, triangles }: TriangleSoup): Neighbours {
  const start = new Uint32Array(positions.length / 3 + 1);
  for (const v of triangles) start[v + 1]! += 2;
  for (let v = 0; v + 1 < start.length; v++) start[v + 1]! += start[v]!;
  const next = start.slice();
  const of = new Uint32Array(2 * triangles.length);
  for (let i = 0; i < triangles.length; i++) {
    const first = i - (i % 3);
    for (const k of [1, 2]) of[next[triangles[i]!]!++] = triangles[first + ((i + k) % 3)]!;
  }
  return { start, of };
}

/** Open air at every point; of many points some are asked, and those around take their answer. */
function spread(
  { start, of }: Neighbours,
  air: (v: number) => number,
  count: number,
): Float64Array {
  const open = new Float64Array(count).fill(-1);
  const step = Math.max(1, Math.ceil(count / ASKED_MOST));
  const queue = new Uint32Array(count);
  let end = 0;
  for (let v = 0; v < count; v += step) {
    open[v] = air(v);
    queue[end++] = v;
  }
  for (let head = 0; head < end; head++) {
    const v = queue[head]!;
    for (let i = start[v]!; i < start[v + 1]!; i++) {
      const other = of[i]!;
      if (open[other]! >= 0) continue;
      open[other] = open[v]!;
      queue[end++] = other;
    }
  }
  return open;
}

/** The largest piece of what lies inside, as far as its rim: 1 for its points. */
function wallOf(
  { positions }: TriangleSoup,
  open: Float64Array,
  { start, of }: Neighbours,
): Uint8Array {
  const count = positions.length / 3;
  const piece = new Int32Array(count).fill(-1);
  let best: readonly number[] = [];
  const grown = (seeds: readonly number[], name: number, most: number): number[] => {
    const points = [...seeds];
    for (const v of points) piece[v] = name;
    for (let head = 0; head < points.length; head++) {
      const v = points[head]!;
      for (let i = start[v]!; i < start[v + 1]!; i++) {
        const other = of[i]!;
        if (piece[other] === name || open[other]! >= most) continue;
        if (name < count && piece[other]! >= 0) continue;
        piece[other] = name;
        points.push(other);
      }
    }
    return points;
  };
  for (let v = 0; v < count; v++) {
    if (piece[v]! >= 0 || open[v]! >= INSIDE) continue;
    const points = grown([v], v, INSIDE);
    if (points.length > best.length) best = points;
  }
  const wall = new Uint8Array(count);
  for (const v of grown(best, count, UP_TO_RIM)) wall[v] = 1;
  return wall;
}
