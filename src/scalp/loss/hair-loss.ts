import { namesOf, recordOf } from '../../base/records.ts';
import { type Surface, vertexAreasMm2 } from '../../surface/topology.ts';
import type { ScalpWork } from '../fields.ts';
import { positiveAreaMm2, REGIONS, type Region } from '../regions.ts';

/** The four areas of the Severity of Alopecia Tool (Olsen 2004) and their share of a scalp. */
export const SALT_SHARES = { top: 0.4, back: 0.24, left: 0.18, right: 0.18 } as const;

export type SaltArea = keyof typeof SALT_SHARES;

const REGIONS_OF: Readonly<Record<SaltArea, readonly Region[]>> = {
  top: ['frontal', 'midScalp', 'vertex'],
  back: ['occiput'],
  left: ['templeLeft', 'parietalLeft'],
  right: ['templeRight', 'parietalRight'],
};

/** Severity by SALT score: limited to 20, moderate to 49, severe to 94, very severe above. */
export type SaltClass = 'none' | 'limited' | 'moderate' | 'severe' | 'very severe';

/** How much hair is gone, and where. Areas in cm², of the skin where hair once grew. */
export interface HairLoss {
  /** Skin that bore hair before any loss. */
  readonly hairyCm2: number;
  /** Where less than a quarter of it is left. */
  readonly baldCm2: number;
  /** Where a quarter to three quarters are left. */
  readonly thinCm2: number;
  /** Skin that is scar. */
  readonly scarCm2: number;
  /** Severity of Alopecia Tool: 0 all hair there, 100 none. Descriptive, no diagnosis. */
  readonly saltScore: number;
  readonly saltClass: SaltClass;
  /** Each SALT area: its skin and the share of its hair that is gone, 0 to 1. */
  readonly salt: Readonly<Record<SaltArea, { readonly cm2: number; readonly lostShare: number }>>;
}

/** Below this share of the grown hair skin counts as bald, above the other as covered. */
const BALD_BELOW = 0.25;
const THIN_BELOW = 0.75;

const counted = new WeakMap<ScalpWork, HairLoss>();

/** Hair loss of a scalp in numbers. Counted once per set of fields. */
export function hairLoss(work: ScalpWork): HairLoss {
  const known = counted.get(work) ?? count(work);
  counted.set(work, known);
  return known;
}

function count({ base, grown, fields }: ScalpWork): HairLoss {
  const { surface, regions } = base;
  const left1024 = fields.remainingHair1024;
  const areas = vertexAreasMm2(surface);
  const salt = recordOf(namesOf(SALT_SHARES), (area) => {
    const weights = REGIONS_OF[area].map((region) => regions[region]);
    let hairy = 0;
    let lost = 0;
    for (let v = 0; v < areas.length; v++) {
      if (grown.share[v] === 0) continue;
      const weight = weights.reduce((sum, weight1024) => sum + weight1024[v]!, 0) / 1024;
      hairy += weight * areas[v]! * grown.share[v]!;
      lost += weight * areas[v]! * (grown.share[v]! - left1024[v]! / 1024);
    }
    const lostShare = hairy > 0 ? Math.min(1, Math.max(0, lost / hairy)) : 0;
    return { cm2: hairy / 100, lostShare };
  });
  const saltScore = namesOf(SALT_SHARES).reduce(
    (sum, area) => sum + 100 * SALT_SHARES[area] * salt[area].lostShare,
    0,
  );
  const bald = thinnerThan(surface, grown.share, left1024, BALD_BELOW);
  const thin = thinnerThan(surface, grown.share, left1024, THIN_BELOW);
  return {
    hairyCm2: integral(surface, grown.share) / 100,
    baldCm2: bald / 100,
    thinCm2: (thin - bald) / 100,
    scarCm2: integral(surface, fields.scar1024) / 102400,
    saltScore,
    saltClass: saltClass(saltScore),
    salt,
  };
}

/** Class of a SALT score (Olsen 2004 as grouped for trials: 1-20, 21-49, 50-94, 95-100). */
export function saltClass(score: number): SaltClass {
  if (score < 0.5) return 'none';
  if (score < 20.5) return 'limited';
  if (score < 49.5) return 'moderate';
  return score < 94.5 ? 'severe' : 'very severe';
}

/** Area of once hairy skin with less than a share of its hair, mm2; edges cut through triangles. */
function thinnerThan(
  surface: Surface,
  grown: Float64Array,
  left1024: Uint16Array,
  share: number,
): number {
  const signed = grown.map((full, v) =>
    // Half grown is where the natural hairline is.
    Math.min(full - 0.5, share * full - left1024[v]! / 1024),
  );
  return positiveAreaMm2(surface, signed);
}

function integral(surface: Surface, weight: ArrayLike<number>): number {
  const areas = vertexAreasMm2(surface);
  let sum = 0;
  for (let v = 0; v < areas.length; v++) sum += areas[v]! * weight[v]!;
  return sum;
}

/** Area of every region inside the hairline's boundary, cm². */
export function regionAreasCm2(work: ScalpWork): Record<Region, number> {
  const { surface, regions } = work.base;
  const areas = vertexAreasMm2(surface);
  const inside = work.fields.boundaryDistance64;
  return recordOf(REGIONS, (region) => {
    let sum = 0;
    for (let v = 0; v < areas.length; v++) {
      if (inside[v]! > 0) sum += (areas[v]! * regions[region][v]!) / 1024;
    }
    return sum / 100;
  });
}

/** Area under each zone of the plan inside the boundary, cm². */
export function zoneAreasCm2({ base, fields }: ScalpWork): number[] {
  const areas = vertexAreasMm2(base.surface);
  return fields.zoneWeight1024.map((weights) => {
    let sum = 0;
    for (let v = 0; v < areas.length; v++) {
      if (fields.boundaryDistance64[v]! > 0) sum += areas[v]! * weights[v]!;
    }
    return sum / 102400;
  });
}
