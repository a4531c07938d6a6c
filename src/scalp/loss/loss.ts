import { DotworkError } from '../../base/errors.ts';
import { inRange, type Range } from '../../base/range.ts';
import { unitHash } from '../../base/unit-hash.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { distance, smoothstep } from '../../base/vec3.ts';
import { distanceFromCurve, distanceFromPoint } from '../../surface/geodesic.ts';
import { nearestPoint } from '../../surface/nearest.ts';
import { CHART_MM, chartDirection } from '../chart.ts';
import { signedBand } from '../hairline/boundary.ts';
import { hairline } from '../hairline/hairline.ts';
import type { Sex } from '../hairline/hairline-spec.ts';
import { placeOnSkin, type ScalpBase } from '../scalp-base.ts';
import { applyShape } from './loss-mask.ts';
import {
  type LossShape,
  LUDWIG,
  NORWOOD,
  type NorwoodGrade,
  OLSEN,
  type PartingGrade,
  SINCLAIR,
} from './loss-shapes.ts';

/** Which hair a patient has lost. */
export type LossSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'norwood'; readonly grade: NorwoodGrade }
  | { readonly kind: 'ludwig'; readonly grade: PartingGrade }
  | { readonly kind: 'olsen'; readonly grade: PartingGrade }
  | { readonly kind: 'sinclair'; readonly grade: number }
  /** Alopecia areata; `patches` counts those of the pattern of that name. */
  | { readonly kind: 'areata'; readonly pattern: AreataPattern; readonly patches: number }
  /** Thinning everywhere; `remaining` is the share of the hair that is left. */
  | { readonly kind: 'diffuse'; readonly remaining: number };

/** Round bare patches, a bare band above ears and nape, or no hair at all. */
export const AREATA_PATTERNS = ['patches', 'ophiasis', 'totalis'] as const;
type AreataPattern = (typeof AREATA_PATTERNS)[number];

/** Lowest and highest of each number of a loss. */
export const LOSS_RANGES = {
  sinclair: [1, 5],
  patches: [1, 12],
  remaining: [0, 1],
} as const;

/** The hair a patient had before any loss. */
export interface GrownHair {
  /** Share per vertex, 0 to 1: the juvenile hairline, ears and nape with a soft edge. */
  readonly share: Float64Array;
  /** The boundary from the right sideburn round the back to the left one, xyz mm. */
  readonly rear: Float64Array;
}

/** Width over which hair fills in behind the juvenile edge, mm: ours, from 5-15 mm transitions. */
const EDGE_MM = 6;

/** Hair before loss: a juvenile line, rounder and lower than any design. */
export function grownHair(base: ScalpBase, sex: Sex): GrownHair {
  // Adolescent mid-frontal heights 60-65 mm: Kashiyama 2021 means less the adult recession.
  const line = hairline(base.head, {
    style: 'rounded',
    sex,
    midFrontalMm: sex === 'male' ? 65 : 60,
    seed: 0,
  });
  const signed = signedBand(base, line.boundary, 2 * EDGE_MM);
  const points = line.boundary.length / 3;
  const rear = new Float64Array(3 * (points - line.frontCount + 2));
  rear.set(line.boundary.subarray(3 * (line.frontCount - 1)));
  rear.set(line.boundary.subarray(0, 3), rear.length - 3);
  return { share: signed.map((mm) => smoothstep(0, EDGE_MM, mm)), rear };
}

/** Width of the bare band of ophiasis, mm. */
const OPHIASIS_MM = 45;

/**
 * Share of hair that remains per vertex, 0 to 1; 0 where none ever grew.
 *
 * @param seed - Places the patches of alopecia areata.
 */
export function remainingHair(
  base: ScalpBase,
  grown: GrownHair,
  loss: LossSpec,
  seed: number,
): Float64Array {
  const share = grown.share.slice();
  switch (loss.kind) {
    case 'none':
      return share;
    case 'norwood':
      return shaped(base, share, gradeOf(NORWOOD, loss.grade, 'Norwood'));
    case 'ludwig':
      return shaped(base, share, gradeOf(LUDWIG, loss.grade, 'Ludwig'));
    case 'olsen':
      return shaped(base, share, gradeOf(OLSEN, loss.grade, 'Olsen'));
    case 'sinclair': {
      const { partMm, around } = gradeOf(SINCLAIR, loss.grade, 'Sinclair');
      return shaped(base, share, [...around, parting(partMm)]);
    }
    case 'areata':
      return areata(base, grown, loss, seed);
    case 'diffuse': {
      const left = inRange('hair that remains', loss.remaining, LOSS_RANGES.remaining, 'of it');
      return share.map((s) => s * left);
    }
    default:
      throw new DotworkError(
        'plan',
        `The loss pattern "${(loss as { kind: string }).kind}" is unknown.`,
      );
  }
}

function gradeOf<Key extends string | number, T>(
  grades: Readonly<Record<Key, T>>,
  grade: Key,
  name: string,
): T {
  const found = grades[grade];
  if (found) return found;
  throw new DotworkError('plan', `There is no ${name} grade "${grade}".`);
}

function shaped(base: ScalpBase, share: Float64Array, shapes: readonly LossShape[]): Float64Array {
  for (const shape of shapes) applyShape(share, base.chart, shape);
  return share;
}

/**
 * A parting from behind the front rim to the crown, widest in its front half.
 *
 * The mesh carries nothing narrower than 6 mm: thinner partings are 6 mm wide and paler.
 */
function parting(partMm: number): LossShape {
  const wide = Math.max(6, partMm);
  const w = wide / 2 / CHART_MM;
  return {
    half: [
      [0, 0.49],
      [w, 0.46],
      [w, 0.3],
      [w, 0.1],
      [0.85 * w, -0.15],
      [0.6 * w, -0.34],
      [0, -0.4],
    ],
    open: false,
    keep: 1 - 0.85 * (partMm / wide),
    softMm: 0.5 * wide,
  };
}

function areata(
  base: ScalpBase,
  grown: GrownHair,
  { pattern, patches }: Extract<LossSpec, { kind: 'areata' }>,
  seed: number,
): Float64Array {
  switch (pattern) {
    case 'patches':
      inRange('number of patches', patches, LOSS_RANGES.patches);
      return barePatches(base, grown, Math.floor(patches), seed);
    case 'ophiasis': {
      const toRear = distanceFromCurve(base.surface, grown.rear, false, OPHIASIS_MM + 10);
      return grown.share.map(
        (s, v) => s * smoothstep(OPHIASIS_MM - 5, OPHIASIS_MM + 5, toRear[v]!),
      );
    }
    case 'totalis':
      return new Float64Array(grown.share.length);
    default:
      throw new DotworkError('plan', `There is no pattern "${pattern}" of alopecia areata.`);
  }
}

/** Smallest and largest radius of a bare patch, mm. */
const PATCH_RADII_MM = [10, 40] as const;

/**
 * Hair with so many round patches bare, drawn where it grows, further apart than they are wide
 * where that succeeds.
 */
export function barePatches(
  base: ScalpBase,
  grown: GrownHair,
  count: number,
  seed: number,
  [smallestMm, largestMm]: Range = PATCH_RADII_MM,
): Float64Array {
  const share = grown.share.slice();
  const centres: { at: Vec3; radiusMm: number }[] = [];
  for (let patch = 0; patch < count; patch++) {
    // Squared: small patches are commoner than large ones.
    const size = unitHash(seed, patch, 0xffff);
    const radiusMm = smallestMm + (largestMm - smallestMm) * size * size;
    const at = freePlace(base, grown.share, centres, radiusMm, seed, patch);
    if (!at) continue;
    centres.push({ at, radiusMm });
    const away = distanceFromPoint(base.surface, at, radiusMm + 8);
    for (let v = 0; v < share.length; v++) {
      share[v]! *= smoothstep(radiusMm - 1.5, radiusMm + 1.5, away[v]!);
    }
  }
  return share;
}

function freePlace(
  base: ScalpBase,
  grown: Float64Array,
  taken: readonly { at: Vec3; radiusMm: number }[],
  radiusMm: number,
  seed: number,
  patch: number,
): Vec3 | undefined {
  for (let attempt = 0; attempt < 64; attempt++) {
    const x = 2.6 * unitHash(seed, patch, 2 * attempt) - 1.3;
    const z = 2.6 * unitHash(seed, patch, 2 * attempt + 1) - 1.3;
    // Directions far below the horizon have no scalp.
    if (x * x + z * z > 1.7) continue;
    const at = placeOnSkin(base, chartDirection(x, z));
    const { triangle } = nearestPoint(base.surface, at);
    const corners = base.surface.triangles.subarray(3 * triangle, 3 * triangle + 3);
    if (corners.some((v) => grown[v]! < 1)) continue;
    const slack = attempt < 32 ? 1.1 : 0.7;
    if (taken.some((t) => distance(t.at, at) < slack * (t.radiusMm + radiusMm))) continue;
    return at;
  }
  return undefined;
}
