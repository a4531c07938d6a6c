import { DotworkError } from '../base/errors.ts';
import type { Vec3 } from '../base/vec3.ts';
import { length, unit } from '../base/vec3.ts';
import { type Head, LANDMARKS, type LandmarkName } from '../head/head.ts';
import { steadyHead } from '../head/steady-head.ts';
import { nearestPoint } from '../surface/nearest.ts';
import { rayOut } from '../surface/ray-out.ts';
import { type Surface, surfaceOf } from '../surface/topology.ts';
import { type Chart, chartOf, headCentre } from './chart.ts';
import { type RegionWeights, regionWeights } from './regions.ts';

/** What every field of a head needs and no plan changes. */
export interface ScalpBase {
  readonly head: Head;
  readonly surface: Surface;
  readonly centre: Vec3;
  readonly chart: Chart;
  readonly regions: RegionWeights;
}

/** Landmarks that lie on the scalp: what a zone or a scar may be centred on. */
export const SCALP_LANDMARKS = [
  'trichion',
  'vertex',
  'opisthocranion',
  'inion',
  'euryonLeft',
  'euryonRight',
] as const satisfies readonly LandmarkName[];

/** A place on the scalp: a landmark, or a direction as seen from the head's centre. */
export type Place = LandmarkName | Vec3;

/** Prepares a head for fields. Once per head. */
export function scalpBase(given: Head): ScalpBase {
  const head = steadyHead(given);
  const chart = chartOf(head);
  return {
    head,
    surface: surfaceOf(head.mesh),
    centre: headCentre(head.landmarks),
    chart,
    regions: regionWeights(chart),
  };
}

/** The point on the skin that a place means. Throws a `plan` error if there is none. */
export function placeOnSkin(base: ScalpBase, at: Place): Vec3 {
  if (typeof at === 'string') {
    if (!LANDMARKS.includes(at)) {
      throw new DotworkError('plan', `There is no landmark called "${at}".`);
    }
    return nearestPoint(base.surface, base.head.landmarks[at]).pointMm;
  }
  if (!(length(at) > 0 && length(at) < Number.POSITIVE_INFINITY)) {
    throw new DotworkError('plan', `The direction [${at.join(', ')}] points nowhere.`);
  }
  const hit = rayOut(base.surface, base.centre, unit(at));
  if (!hit) throw new DotworkError('plan', `No skin lies in the direction [${at.join(', ')}].`);
  return hit.pointMm;
}

/** Shares 0 to 1 as whole 1024ths. */
export function to1024(share: Float64Array): Uint16Array {
  const whole = new Uint16Array(share.length);
  for (let i = 0; i < whole.length; i++) whole[i] = Math.round(1024 * share[i]!);
  return whole;
}
