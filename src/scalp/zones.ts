import { DotworkError } from '../base/errors.ts';
import { inRange } from '../base/range.ts';
import { smoothstep } from '../base/vec3.ts';
import { distanceFromPoint } from '../surface/geodesic.ts';
import { REGIONS, type Region } from './regions.ts';
import { type Place, placeOnSkin, type ScalpBase, to1024 } from './scalp-base.ts';

/** Where a zone of the plan lies. */
export type ZoneShape =
  | { readonly kind: 'region'; readonly region: Region }
  /** Round, along the skin; the weight falls from 1 to 0 over `softMm` about the rim. */
  | {
      readonly kind: 'disc';
      readonly at: Place;
      readonly radiusMm: number;
      readonly softMm: number;
    }
  /** Between two distances behind the front hairline. */
  | {
      readonly kind: 'band';
      readonly fromMm: number;
      readonly toMm: number;
      readonly softMm: number;
    };

/** Lowest and highest of each number of a zone, mm; bands count behind the front hairline. */
export const ZONE_RANGES = { radiusMm: [2, 150], softMm: [0, 60], bandMm: [-20, 400] } as const;

/** A named part of the scalp with its own settings. */
export interface ZoneSpec {
  readonly name: string;
  readonly shape: ZoneShape;
}

/** Weight of each zone per vertex, 0 to 1024. */
export function zoneWeights(
  base: ScalpBase,
  frontDistance64: Int32Array,
  zones: readonly ZoneSpec[],
): Uint16Array[] {
  return zones.map((zone) => zoneWeight(base, frontDistance64, zone));
}

function zoneWeight(base: ScalpBase, frontDistance64: Int32Array, zone: ZoneSpec): Uint16Array {
  const { name, shape } = zone;
  switch (shape.kind) {
    case 'region':
      if (!REGIONS.includes(shape.region)) {
        throw new DotworkError('plan', `Zone "${name}" names no known region.`);
      }
      return base.regions[shape.region].slice();
    case 'disc': {
      const radius = inRange(
        `radius of zone "${name}"`,
        shape.radiusMm,
        ZONE_RANGES.radiusMm,
        'mm',
      );
      const soft =
        inRange(`soft edge of zone "${name}"`, shape.softMm, ZONE_RANGES.softMm, 'mm') / 2;
      const at = placeOnSkin(base, shape.at);
      const away = distanceFromPoint(base.surface, at, radius + soft + 6);
      return to1024(away.map((mm) => 1 - ramp(radius, soft, mm)));
    }
    case 'band': {
      const from = inRange(`start of zone "${name}"`, shape.fromMm, ZONE_RANGES.bandMm, 'mm');
      const to = inRange(`end of zone "${name}"`, shape.toMm, [from, ZONE_RANGES.bandMm[1]], 'mm');
      const soft =
        inRange(`soft edge of zone "${name}"`, shape.softMm, ZONE_RANGES.softMm, 'mm') / 2;
      const weight = Float64Array.from(
        frontDistance64,
        (d) => ramp(from, soft, d / 64) * (1 - ramp(to, soft, d / 64)),
      );
      return to1024(weight);
    }
    default:
      throw new DotworkError('plan', `The shape of zone "${name}" is unknown.`);
  }
}

/** 0 before an edge, 1 behind it. */
function ramp(edge: number, soft: number, at: number): number {
  return soft > 0 ? smoothstep(edge - soft, edge + soft, at) : at >= edge ? 1 : 0;
}
