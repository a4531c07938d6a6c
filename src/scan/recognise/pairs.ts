import { type Affine, inverse, stretch } from './affine.ts';
import type { KdTree } from './kd-tree.ts';
import type { Samples } from './samples.ts';

/** Points of a shape and how to find them. */
export interface Cloud extends Samples {
  readonly tree: KdTree;
}

/** Points of a scan, moved, and their partners on the mean head. */
export interface Pairs {
  count: number;
  /** The first so many start from the scan, the others from the mean head. */
  fromScan: number;
  readonly moved: Float64Array;
  readonly partner: Uint32Array;
  readonly gapSq: Float64Array;
}

/** Least cosine between the skins of a pair. */
const SAME_SIDE = 0.2;
/** Squared distance of what has no partner, mm2. */
const NO_PARTNER = 1e6;
/** The neck differs from scan to scan: below this nobody misses it, mm in the head frame. */
const LOWEST_MISSED_MM = -95;

/** Room for the pairs of two clouds. */
export function roomForPairs(scan: Cloud, mean: Cloud): Pairs {
  const most = scan.count + mean.count;
  return {
    count: 0,
    fromScan: 0,
    moved: new Float64Array(3 * most),
    partner: new Uint32Array(most),
    gapSq: new Float64Array(most),
  };
}

/** Finds the nearest partner of every point, both ways. Written without objects: it runs millions of times. */
export function pairUp(scan: Cloud, mean: Cloud, map: Affine, pairs: Pairs): void {
  const [a, b, c, d, e, f, g, h, i] = map.m as Nine;
  const [tx, ty, tz] = map.t;
  const back = inverse(map);
  const [ba, bb, bc, bd, be, bf, bg, bh, bi] = back.m as Nine;
  const [bx, by, bz] = back.t;
  const size = stretch(map);
  const { moved, partner, gapSq } = pairs;
  const { points: p, normals: n } = scan;
  const { points: q, normals: m } = mean;
  let count = 0;
  const add = (s: number, k: number, found: number) => {
    const [x, y, z] = [p[3 * s]!, p[3 * s + 1]!, p[3 * s + 2]!];
    moved[3 * count] = a * x + b * y + c * z + tx;
    moved[3 * count + 1] = d * x + e * y + f * z + ty;
    moved[3 * count + 2] = g * x + h * y + i * z + tz;
    const [u, v, w] = [n[3 * s]!, n[3 * s + 1]!, n[3 * s + 2]!];
    const same =
      (a * u + b * v + c * w) * m[3 * k]! +
      (d * u + e * v + f * w) * m[3 * k + 1]! +
      (g * u + h * v + i * w) * m[3 * k + 2]!;
    partner[count] = k;
    gapSq[count] = same > SAME_SIDE * size ? found : NO_PARTNER;
    count++;
  };
  for (let s = 0; s < scan.count; s++) {
    const [x, y, z] = [p[3 * s]!, p[3 * s + 1]!, p[3 * s + 2]!];
    const k = mean.tree.nearest(
      a * x + b * y + c * z + tx,
      d * x + e * y + f * z + ty,
      g * x + h * y + i * z + tz,
    );
    add(s, k, mean.tree.gapSq);
  }
  pairs.fromScan = count;
  for (let k = 0; k < mean.count; k++) {
    const [x, y, z] = [q[3 * k]!, q[3 * k + 1]!, q[3 * k + 2]!];
    if (y < LOWEST_MISSED_MM) continue;
    const s = scan.tree.nearest(
      ba * x + bb * y + bc * z + bx,
      bd * x + be * y + bf * z + by,
      bg * x + bh * y + bi * z + bz,
    );
    add(s, k, scan.tree.gapSq * size * size);
  }
  pairs.count = count;
}

type Nine = [number, number, number, number, number, number, number, number, number];
