import { solveDense } from '../../base/solve-dense.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { type Affine, applied, asSimilarity, product } from './affine.ts';
import { KdTree } from './kd-tree.ts';
import { type Cloud, type Pairs, pairUp, roomForPairs } from './pairs.ts';
import type { Samples } from './samples.ts';

/** Samples with their tree. */
export function cloudOf(samples: Samples): Cloud {
  return { ...samples, tree: new KdTree(samples.points) };
}

/** A cloud that pairs only end at, never start from. */
export function asTarget(cloud: Cloud): Cloud {
  return { ...cloud, count: 0 };
}

/** One way to move a scan onto the mean head, and how badly it fits: 0 perfect, 1 not at all. */
export interface Fit {
  readonly map: Affine;
  readonly misfit: number;
}

/** What a step may change. */
export type Freedom = 'similarity' | 'affine';

/** Distances from here on count as no match, mm. */
const MATCH_MM = 8;
/** How much a pair also pulls along the skin; alone, pairs slide too slowly from far off. */
const TANGENT_PULL = 0.15;

/**
 * Iterated closest points, both ways, towards the planes of the mean head (Chen & Medioni 1992),
 * with weights that let go of what has no partner (Geman & McClure 1985): shoulders, hair, gaps.
 *
 * @param reach - Distance at which a pair counts a quarter, at the first and last round, mm.
 */
export function refine(
  scan: Cloud,
  mean: Cloud,
  start: Affine,
  rounds: number,
  reach: readonly [wide: number, narrow: number],
  freedom: Freedom,
): Fit {
  const pairs = roomForPairs(scan, mean);
  let map = start;
  for (let round = 0; round < rounds; round++) {
    pairUp(scan, mean, map, pairs);
    const share = round / Math.max(1, rounds - 1);
    const step = solveStep(mean, pairs, reach[0] * (reach[1] / reach[0]) ** share, freedom);
    if (!step) break;
    const moved = { m: product(step.m, map.m), t: applied(step, map.t) };
    map = freedom === 'similarity' ? asSimilarity(moved) : moved;
    if (!map.m.every(Number.isFinite)) return { map: start, misfit: 1 };
  }
  pairUp(scan, mean, map, pairs);
  return { map, misfit: misfit(pairs) };
}

/** Share of both shapes without a partner: what the mean head lacks counts more than shoulders. */
function misfit({ gapSq, count, fromScan }: Pairs): number {
  let [ours, theirs] = [0, 0];
  for (let i = 0; i < count; i++) {
    const lost = gapSq[i]! / (gapSq[i]! + MATCH_MM * MATCH_MM);
    if (i < fromScan) ours += lost;
    else theirs += lost;
  }
  return (0.3 * ours) / Math.max(1, fromScan) + (0.7 * theirs) / (count - fromScan);
}

/** The small motion that best closes the gaps of all pairs, by least squares. */
function solveStep(
  mean: Cloud,
  { moved, partner, gapSq, count }: Pairs,
  reachMm: number,
  freedom: Freedom,
): Affine | undefined {
  const size = freedom === 'similarity' ? 7 : 12;
  const rows = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
  const { points, normals } = mean;
  const j = new Float64Array(size);
  let weights = 0;
  for (let i = 0; i < count; i++) {
    const share = (reachMm * reachMm) / (reachMm * reachMm + gapSq[i]!);
    if (share < 0.03) continue;
    const weight = share * share;
    weights += weight;
    const q = 3 * partner[i]!;
    const [x, y, z] = [moved[3 * i]!, moved[3 * i + 1]!, moved[3 * i + 2]!];
    const [gx, gy, gz] = [points[q]! - x, points[q + 1]! - y, points[q + 2]! - z];
    // The plane of the partner first, then a weaker pull along each axis.
    for (let row = 0; row < 4; row++) {
      const nx = row === 0 ? normals[q]! : row === 1 ? 1 : 0;
      const ny = row === 0 ? normals[q + 1]! : row === 2 ? 1 : 0;
      const nz = row === 0 ? normals[q + 2]! : row === 3 ? 1 : 0;
      if (size === 7) {
        j[0] = y * nz - z * ny;
        j[1] = z * nx - x * nz;
        j[2] = x * ny - y * nx;
        j[3] = x * nx + y * ny + z * nz;
      } else {
        for (let k = 0; k < 3; k++) {
          const n = k === 0 ? nx : k === 1 ? ny : nz;
          j[3 * k] = n * x;
          j[3 * k + 1] = n * y;
          j[3 * k + 2] = n * z;
        }
      }
      j[size - 3] = nx;
      j[size - 2] = ny;
      j[size - 1] = nz;
      const gap = nx * gx + ny * gy + nz * gz;
      addRow(rows, j, row === 0 ? weight : TANGENT_PULL * weight, gap);
    }
  }
  if (weights < size) return undefined;
  mirrorAndDamp(rows, weights);
  const x = solveDense(rows);
  if (!x.every(Number.isFinite)) return undefined;
  const t: Vec3 = [x[size - 3]!, x[size - 2]!, x[size - 1]!];
  if (freedom === 'affine') {
    return { m: x.slice(0, 9).map((value, k) => value + (k % 4 === 0 ? 1 : 0)), t };
  }
  const [a, b, c, s] = x as [number, number, number, number];
  return { m: [1 + s, -c, b, c, 1 + s, -a, -b, a, 1 + s], t };
}

/** Adds weight * j jT and weight * gap * j, upper half only. */
function addRow(rows: number[][], j: Float64Array, weight: number, gap: number): void {
  const size = j.length;
  for (let a = 0; a < size; a++) {
    const weighted = weight * j[a]!;
    if (weighted === 0) continue;
    const row = rows[a]!;
    for (let b = a; b < size; b++) row[b]! += weighted * j[b]!;
    row[size]! += weighted * gap;
  }
}

/** Points lie some 100 mm from the origin; a little damping keeps flat scans solvable. */
function mirrorAndDamp(rows: number[][], weights: number): void {
  const size = rows.length;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) rows[a]![b] = rows[b]![a]!;
    rows[a]![a]! += weights * (a < size - 3 ? 1 : 1e-4);
  }
}

/** Nose, eyes, mouth and ears on the mean head: where a head differs from a ball, mm. */
export function tellsAHead(x: number, y: number, z: number): boolean {
  const face = z > 45 && y < 40 && y > -95;
  return face || (Math.abs(x) > 68 && Math.abs(y) < 40);
}

/** Across the skin of the mean head, a distance that counts as half a miss, mm. */
const FEATURE_MM = 2.5;
/** A point further from all others has no partner at all, mm. */
const LOST_MM = 16;

/** Share of the mean head's face and ears that a scan does not have: 0 all there, 1 nothing. */
export function faceMisfit(scan: Cloud, mean: Cloud, map: Affine): number {
  const pairs = roomForPairs(scan, mean);
  pairUp(scan, mean, map, pairs);
  const { moved, partner, gapSq } = pairs;
  const { points: p, normals: n } = mean;
  let [missed, all] = [0, 0];
  for (let i = pairs.fromScan; i < pairs.count; i++) {
    const q = 3 * partner[i]!;
    if (!tellsAHead(p[q]!, p[q + 1]!, p[q + 2]!)) continue;
    let across = 0;
    for (let k = 0; k < 3; k++) across += n[q + k]! * (p[q + k]! - moved[3 * i + k]!);
    const acrossSq = across * across;
    all++;
    missed += gapSq[i]! > LOST_MM * LOST_MM ? 1 : acrossSq / (acrossSq + FEATURE_MM * FEATURE_MM);
  }
  return missed / all;
}

/** How badly a map fits as it is. */
export function misfitOf(scan: Cloud, mean: Cloud, map: Affine): number {
  const pairs = roomForPairs(scan, mean);
  pairUp(scan, mean, map, pairs);
  return misfit(pairs);
}
