import { namesOf, recordOf } from '../../base/records.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ScalpWork } from '../../scalp/fields.ts';
import { type HairlineMeasures, measureHairline } from '../../scalp/hairline/hairline-rules.ts';
import {
  type HairLoss,
  hairLoss,
  regionAreasCm2,
  SALT_SHARES,
  zoneAreasCm2,
} from '../../scalp/loss/hair-loss.ts';
import { REGIONS, type Region } from '../../scalp/regions.ts';

/** Areas of a plan's scalp in cm², hair loss and the hairline's measures: rounded for people. */
export interface ScalpReport {
  /** Skin of each region inside the hairline's boundary, cm². */
  readonly regionsCm2: Readonly<Record<Region, number>>;
  /** Skin under each zone of the plan, in its order, cm². */
  readonly zonesCm2: readonly { readonly name: string; readonly cm2: number }[];
  readonly hairLoss: HairLoss;
  /** The hairline as a tape reads it on the head, mm. */
  readonly hairline: HairlineMeasures;
  /** Small single scars, such as extraction leaves. */
  readonly scarDots: number;
}

/** What can be measured of a plan's scalp without placing a dot. */
export function scalpReport(work: ScalpWork, plan: Plan): ScalpReport {
  const regions = regionAreasCm2(work);
  const zones = zoneAreasCm2(work);
  const loss = hairLoss(work);
  return {
    regionsCm2: recordOf(REGIONS, (region) => tenths(regions[region])),
    zonesCm2: plan.zones.map(({ name }, i) => ({ name, cm2: tenths(zones[i]!) })),
    hairLoss: {
      hairyCm2: tenths(loss.hairyCm2),
      baldCm2: tenths(loss.baldCm2),
      thinCm2: tenths(loss.thinCm2),
      scarCm2: tenths(loss.scarCm2),
      saltScore: tenths(loss.saltScore),
      saltClass: loss.saltClass,
      salt: recordOf(namesOf(SALT_SHARES), (area) => {
        const { cm2, lostShare } = loss.salt[area];
        return { cm2: tenths(cm2), lostShare: Number(lostShare.toFixed(3)) };
      }),
    },
    hairline: roundedMm(measureHairline(work.head, work.fields.hairline)),
    scarDots: work.fields.scars.dots.length,
  };
}

/** Every number in a tree of measures, to a tenth. */
export function roundedMm<T>(value: T): T {
  if (typeof value === 'number') return tenths(value) as T;
  if (Array.isArray(value)) return value.map(roundedMm) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, roundedMm(part)]),
  ) as T;
}

function tenths(value: number): number {
  return Number(value.toFixed(1));
}
