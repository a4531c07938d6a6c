import type { Vec3 } from '../../base/vec3.ts';
import { distance, pointAt } from '../../base/vec3.ts';
import type { LandmarkName } from '../../head/head.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { type Affine, applied, inverse, stretch } from './affine.ts';
import { type Cloud, pairUp, roomForPairs } from './pairs.ts';
import { asTarget, cloudOf, refine } from './register.ts';
import { samplesOf } from './samples.ts';

/** Parts that every head has and nothing else: the root of the nose with its brows, and the ears. */
export const PATCHES = ['nose', 'earLeft', 'earRight'] as const;

export type PatchName = (typeof PATCHES)[number];

/** One part of the mean head. */
export interface Patch {
  readonly cloud: Cloud;
  readonly middle: Vec3;
}

/** Where a part lies in a scan. */
export interface PatchFit {
  /** From the scan's coordinates to the mean head's, right for this part only. */
  readonly map: Affine;
  /** Share of the part that the scan does not have: 0 all there, 1 nothing. */
  readonly misfit: number;
}

/**
 * Of 17 scanned and sculpted bare heads none came above 0.38, in no part above 0.40; of 20 other
 * things and heads without a face none below 0.48. Under a cap ears have 0.5.
 */
export const MOST_MISFIT = 0.45;

/** Whether a part was found. */
export function isThere({ misfit }: PatchFit): boolean {
  return misfit < MOST_MISFIT;
}

/** Middle of each part from its landmark, towards the mean head's own left, and its radius, mm. */
const EXTENTS: Readonly<Record<PatchName, readonly [at: LandmarkName, from: Vec3, mm: number]>> = {
  nose: ['nasion', [0, -8, -8], 45],
  earLeft: ['tragionLeft', [4, 2, -10], 38],
  earRight: ['tragionRight', [-4, 2, -10], 38],
};
const MEAN_SAMPLES = 700;

/** The parts of the mean head. */
export function patchesOf(
  mesh: TriangleSoup,
  landmarks: Readonly<Record<LandmarkName, Vec3>>,
): Readonly<Record<PatchName, Patch>> {
  const patch = (name: PatchName): Patch => {
    const [at, from, radiusMm] = EXTENTS[name];
    const middle = [0, 1, 2].map((k) => landmarks[at][k]! + from[k]!) as unknown as Vec3;
    return { cloud: cloudOf(samplesNear(mesh, middle, radiusMm, MEAN_SAMPLES)), middle };
  };
  return { nose: patch('nose'), earLeft: patch('earLeft'), earRight: patch('earRight') };
}

/** Skin of the scan that a part is looked for in reaches this far round its middle, mm. */
const SEARCH_MM = 60;
const SCAN_SAMPLES = 2500;
/** A fit that leads further away than this, or changes the size by more, has lost the part. */
const MOST_MOVED_MM = 30;
const MOST_SIZED = 1.5;

/**
 * Where a part is tried from, beside where the whole head puts it: mm up and forward. On children
 * and small faces ears sit lower and smaller than any stretch of a mean man brings them, and a fit
 * from 10 mm off ends on the rim of the ear instead of its middle.
 */
const OFFSETS_MM = [
  [0, 0],
  [-12, 0],
  [12, 0],
  [0, 12],
  [0, -12],
  [-12, 10],
  [-20, 6],
] as const;

/**
 * Lays one part of the mean head onto a scan. People differ in where nose and ears sit on the
 * braincase by more than any stretch of the whole head can follow.
 *
 * @param start - From the scan to the mean head, as the whole head lies.
 * @param care - `once` from there only, `around` also from places beside it.
 */
export function fitPatch(
  mesh: TriangleSoup,
  { cloud, middle }: Patch,
  start: Affine,
  care: 'once' | 'around',
): PatchFit {
  const back = applied(inverse(start), middle);
  const samples = samplesNear(mesh, back, SEARCH_MM / stretch(start), SCAN_SAMPLES);
  if (!samples.points.every(Number.isFinite)) return { map: start, misfit: 1 };
  // From the part to the scan only: the scan goes on beyond the part's rim and would shrink it.
  const scan = asTarget(cloudOf(samples));
  const offsets = care === 'once' ? OFFSETS_MM.slice(0, 1) : OFFSETS_MM;
  const fits = offsets.map(([up, forward]): PatchFit => {
    const [x, y, z] = start.t;
    // The part lies lower in the scan where the scan is lifted onto it.
    const near = { m: start.m, t: [x, y - up, z - forward] as Vec3 };
    const { map } = refine(scan, cloud, near, 14, [14, 3], 'similarity');
    const size = stretch(map) / stretch(start);
    const lost =
      distance(applied(map, back), middle) > MOST_MOVED_MM ||
      size > MOST_SIZED ||
      size < 1 / MOST_SIZED;
    return lost ? { map: start, misfit: 1 } : { map, misfit: missing(scan, cloud, map) };
  });
  return fits.reduce((a, b) => (b.misfit < a.misfit ? b : a));
}

/** Points on the triangles that have a corner within reach. */
function samplesNear(mesh: TriangleSoup, middle: Vec3, reach: number, count: number) {
  const { positions, triangles } = mesh;
  const near = (i: number) => distance(pointAt(positions, triangles[i]!), middle) < reach;
  return samplesOf(mesh, count, (t) => near(3 * t) || near(3 * t + 1) || near(3 * t + 2));
}

/** Across the skin of the mean head, a distance that counts as half a miss, mm. */
const FEATURE_MM = 2.5;
/** A point further from all others has no partner at all, mm. */
const LOST_MM = 10;

function missing(scan: Cloud, part: Cloud, map: Affine): number {
  const pairs = roomForPairs(scan, part);
  pairUp(scan, part, map, pairs);
  const { moved, partner, gapSq, count } = pairs;
  const { points: p, normals: n } = part;
  let missed = 0;
  for (let i = 0; i < count; i++) {
    const q = 3 * partner[i]!;
    let across = 0;
    for (let k = 0; k < 3; k++) across += n[q + k]! * (p[q + k]! - moved[3 * i + k]!);
    const acrossSq = across * across;
    missed += gapSq[i]! > LOST_MM * LOST_MM ? 1 : acrossSq / (acrossSq + FEATURE_MM * FEATURE_MM);
  }
  return missed / count;
}
