import { DotworkError } from '../../base/errors.ts';
import { unitHash } from '../../base/unit-hash.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { distance, smoothstep } from '../../base/vec3.ts';
import { distanceFromCurve, distanceFromPoint } from '../../surface/geodesic.ts';
import { nearestPoint } from '../../surface/nearest.ts';
import { CHART_MM, chartDirection } from '../chart.ts';
import { signedBand } from '../hairline/boundary.ts';
import { hairline } from '../hairline/hairline.ts';
import type { Sex } from '../hairline/hairline-spec.ts';
import { inRange, placeOnSkin, type ScalpBase } from '../scalp-base.ts';
import { applyShape } from './loss-mask.ts';
import {
  type LossShape,
  LUDWIG,
  NORWOOD,
  type NorwoodStage,
  OLSEN,
  SINCLAIR,
} from './loss-shapes.ts';

/** Which hair a patient has lost. */
export type LossSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'norwood'; readonly stage: NorwoodStage }
  | { readonly kind: 'ludwig'; readonly stage: 'I' | 'II' | 'III' }
  | { readonly kind: 'olsen'; readonly stage: 'I' | 'II' | 'III' }
  | { readonly kind: 'sinclair'; readonly stage: 1 | 2 | 3 | 4 | 5 }
  /** Alopecia areata: round bare patches, radii in mm from 10 to 40. */
  | {
      readonly kind: 'patches';
      readonly count: number;
      readonly seed: number;
      readonly minRadiusMm?: number | undefined;
      readonly maxRadiusMm?: number | undefined;
    }
  /** A bare band of that width above ears and nape. */
  | { readonly kind: 'ophiasis'; readonly widthMm?: number | undefined }
  | { readonly kind: 'totalis' }
  /** Thinning everywhere; `share` of the hair remains, 0 to 1. */
  | { readonly kind: 'diffuse'; readonly share: number };

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

/** Share of hair that remains per vertex, 0 to 1; 0 where none ever grew. */
export function remainingHair(base: ScalpBase, grown: GrownHair, loss: LossSpec): Float64Array {
  const share = grown.share.slice();
  switch (loss.kind) {
    case 'none':
      return share;
    case 'norwood':
      return shaped(base, share, stageOf(NORWOOD, loss.stage, 'Norwood'));
    case 'ludwig':
      return shaped(base, share, stageOf(LUDWIG, loss.stage, 'Ludwig'));
    case 'olsen':
      return shaped(base, share, stageOf(OLSEN, loss.stage, 'Olsen'));
    case 'sinclair': {
      const { partMm, around } = stageOf(SINCLAIR, loss.stage, 'Sinclair');
      return shaped(base, share, [...around, parting(partMm)]);
    }
    case 'patches':
      return patches(base, share, loss);
    case 'ophiasis': {
      const width = inRange('width of the ophiasis band', loss.widthMm ?? 45, 15, 90, 'mm');
      const toRear = distanceFromCurve(base.surface, grown.rear, false, width + 10);
      return share.map((s, v) => s * smoothstep(width - 5, width + 5, toRear[v]!));
    }
    case 'totalis':
      return share.fill(0);
    case 'diffuse': {
      const left = inRange('share of diffuse thinning', loss.share, 0, 1, '(share of hair)');
      return share.map((s) => s * left);
    }
    default:
      throw new DotworkError(
        'plan',
        `The loss pattern "${(loss as { kind: string }).kind}" is unknown.`,
      );
  }
}

function stageOf<Key extends string | number, T>(
  stages: Readonly<Record<Key, T>>,
  stage: Key,
  name: string,
): T {
  const found = stages[stage];
  if (found) return found;
  throw new DotworkError('plan', `There is no ${name} stage "${stage}".`);
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

/** Patches are drawn where hair grows, further apart than they are wide where that succeeds. */
function patches(
  base: ScalpBase,
  share: Float64Array,
  { count, seed, minRadiusMm = 10, maxRadiusMm = 40 }: Extract<LossSpec, { kind: 'patches' }>,
): Float64Array {
  inRange('number of patches', count, 1, 12, '');
  inRange('smallest radius of a patch', minRadiusMm, 5, maxRadiusMm, 'mm');
  inRange('largest radius of a patch', maxRadiusMm, minRadiusMm, 60, 'mm');
  const centres: { at: Vec3; radiusMm: number }[] = [];
  const grown = share.slice();
  for (let patch = 0; patch < Math.floor(count); patch++) {
    // Squared: small patches are commoner than large ones.
    const size = unitHash(seed, patch, 0xffff);
    const radiusMm = minRadiusMm + (maxRadiusMm - minRadiusMm) * size * size;
    const at = freePlace(base, grown, centres, radiusMm, seed, patch);
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
