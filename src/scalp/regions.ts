import { recordOf } from '../base/records.ts';
import type { Head } from '../head/head.ts';
import { type Surface, surfaceOf, triangleAreaMm2, vertexAreasMm2 } from '../surface/topology.ts';
import type { Chart } from './chart.ts';

/** Parts of the scalp. Left is the subject's left. */
export const REGIONS = [
  'frontal',
  'templeLeft',
  'templeRight',
  'midScalp',
  'vertex',
  'parietalLeft',
  'parietalRight',
  'occiput',
] as const;

export type Region = (typeof REGIONS)[number];

/** Weights of every region per vertex, 0 to 1024; they add up to 1024 at every vertex. */
export type RegionWeights = Readonly<Record<Region, Uint16Array>>;

type Place = readonly [x: number, z: number];

/**
 * Where regions are at home on the chart: ours, read off the usual loss charts. Top, back and
 * sides come to about 38, 30 and 2 x 16 % of the treatable scalp (SALT: 40, 24, 2 x 18).
 */
const HOMES: Readonly<Record<Region, readonly Place[]>> = {
  frontal: sides([0, 0.44], [0.2, 0.42], [0.38, 0.34]),
  templeLeft: [
    [0.68, 0.36],
    [0.86, 0.34],
    [1.08, 0.36],
  ],
  templeRight: [
    [-0.68, 0.36],
    [-0.86, 0.34],
    [-1.08, 0.36],
  ],
  midScalp: sides([0, 0.08], [0.24, 0.06]),
  vertex: sides([0, -0.38], [0.2, -0.36]),
  parietalLeft: [
    [0.62, 0],
    [0.58, -0.28],
    [0.85, -0.2],
    [0.84, -0.5],
  ],
  parietalRight: [
    [-0.62, 0],
    [-0.58, -0.28],
    [-0.85, -0.2],
    [-0.84, -0.5],
  ],
  occiput: sides([0, -0.86], [0, -1.25], [0.36, -0.88], [0.45, -1.2], [0.66, -0.92]),
};

/** Squared chart distance below which a home is simply reached: keeps weights finite. */
const AT_HOME = 0.003;

/**
 * Soft regions: each vertex belongs to the nearest homes, shared by the fourth power of 1/d2.
 *
 * Two regions meet half way and blend over about 15 mm.
 */
export function regionWeights(chart: Chart): RegionWeights {
  const count = chart.xz.length / 2;
  const weights = recordOf(REGIONS, () => new Uint16Array(count));
  const raw = new Float64Array(REGIONS.length);
  for (let v = 0; v < count; v++) {
    const x = chart.xz[2 * v]!;
    const z = chart.xz[2 * v + 1]!;
    let sum = 0;
    let most = 0;
    for (let r = 0; r < REGIONS.length; r++) {
      let pull = 0;
      for (const [hx, hz] of HOMES[REGIONS[r]!]) {
        const near = 1 / ((x - hx) * (x - hx) + (z - hz) * (z - hz) + AT_HOME);
        pull += near * near * near * near;
      }
      raw[r] = pull;
      sum += pull;
      if (pull > raw[most]!) most = r;
    }
    let rest = 1024;
    for (let r = 0; r < REGIONS.length; r++) {
      if (r === most) continue;
      const share = Math.round((1024 * raw[r]!) / sum);
      weights[REGIONS[r]!]![v] = share;
      rest -= share;
    }
    weights[REGIONS[most]!]![v] = rest;
  }
  return weights;
}

/** Area under a weight field, mm2: 1024 everywhere gives the area of the mesh. */
export function weightedAreaMm2(surface: Surface, weight1024: ArrayLike<number>): number {
  const areas = vertexAreasMm2(surface);
  let sum = 0;
  for (let v = 0; v < areas.length; v++) sum += areas[v]! * weight1024[v]!;
  return sum / 1024;
}

/** All skin of a head where scalp hair can grow, whatever the hairline, mm2. */
export function scalpSkinMm2({ mesh, scalp }: Pick<Head, 'mesh' | 'scalp'>): number {
  const on1024 = Uint16Array.from(scalp, (on) => 1024 * on);
  return weightedAreaMm2(surfaceOf(mesh), on1024);
}

/** Area where a signed field is positive, mm2: triangles on the edge are cut along it. */
export function positiveAreaMm2(surface: Surface, signed: ArrayLike<number>): number {
  const { triangles } = surface;
  let sum = 0;
  for (let t = 0; t < surface.triangleCount; t++) {
    const a = signed[triangles[3 * t]!]!;
    const b = signed[triangles[3 * t + 1]!]!;
    const c = signed[triangles[3 * t + 2]!]!;
    if (a <= 0 && b <= 0 && c <= 0) continue;
    sum += triangleAreaMm2(surface, t) * positiveShare(a, b, c);
  }
  return sum;
}

/** Share of a triangle where the linear field through three corner values is positive. */
function positiveShare(a: number, b: number, c: number): number {
  const inside = (a > 0 ? 1 : 0) + (b > 0 ? 1 : 0) + (c > 0 ? 1 : 0);
  if (inside === 3) return 1;
  // One corner differs from the other two: its corner triangle is cut off.
  const alone = inside === 1;
  const corner =
    a > 0 === alone && b > 0 !== alone && c > 0 !== alone
      ? cutOff(a, b, c)
      : b > 0 === alone && a > 0 !== alone
        ? cutOff(b, c, a)
        : cutOff(c, a, b);
  return alone ? corner : 1 - corner;
}

function cutOff(lone: number, next: number, last: number): number {
  return (lone / (lone - next)) * (lone / (lone - last));
}

function sides(...places: readonly Place[]): Place[] {
  return places.flatMap(([x, z]): Place[] =>
    x === 0
      ? [[x, z]]
      : [
          [x, z],
          [-x, z],
        ],
  );
}
