import { handAt, reachFactor, tentedShare } from '../ink/needle-column.ts';
import { TAKEN } from '../ink/unknowns/table.ts';
import type { Region } from '../scalp/regions.ts';
import { regionSkin } from '../scalp/skin-depth.ts';
import type { Plan } from './schema.ts';

/** Places a needle's depth is told for, from the face back, and one in a scar. */
const PLACES: readonly {
  readonly place: string;
  readonly region: Region;
  readonly scar: number;
}[] = [
  { place: 'Front', region: 'frontal', scar: 0 },
  { place: 'Temples', region: 'templeLeft', scar: 0 },
  { place: 'Mid-scalp and crown', region: 'midScalp', scar: 0 },
  { place: 'Sides', region: 'parietalLeft', scar: 0 },
  { place: 'Back', region: 'occiput', scar: 0 },
  { place: 'Scar at the back', region: 'occiput', scar: 1 },
];

/** What one needle does at a place: both ways that schools tell a depth in. */
export interface NeedlePlace {
  readonly place: string;
  /** Down to the fat, mm. */
  readonly skinMm: number;
  /** How far the needle stands out, mm. */
  readonly extensionMm: number;
  /** Where pigment ends with an upright needle, mm. */
  readonly depositMm: number;
  /** Of the extension what the skin gives way, mm. */
  readonly tentedMm: number;
}

/** Extension and deposit depth over the scalp, for the plan's main needle. Every figure is assumed. */
export function needlePlaces({ head, skin, technique, needle }: Plan): NeedlePlace[] {
  const { depositDepthMm, extensionToDeposit, depthToldAs } = technique;
  const sex = head.base === 'female' ? 'female' : 'male';
  return PLACES.map(({ place, region, scar }) => {
    const { skinBaseMm } = regionSkin(region, {
      sex,
      ageYears: head.ageYears,
      thicknessScale: skin.thicknessScale,
    });
    const local = { skinBaseMm, scar };
    const depositMm = depositDepthMm * reachFactor(technique, needle.code, local);
    const extensionMm =
      depthToldAs === 'extension'
        ? depositDepthMm / extensionToDeposit
        : depositDepthMm / (1 - tentedShare(technique, needle.code, local));
    return {
      place,
      skinMm: skinBaseMm,
      extensionMm,
      depositMm,
      tentedMm: Math.max(0, extensionMm - depositMm),
    };
  });
}

/** Deposit depth that is planned, as this pressure reaches it on the skin it is stated for, mm. */
export function reachedDepthMm({ technique }: Pick<Plan, 'technique'>): number {
  return technique.depositDepthMm * technique.pressure ** TAKEN.pressurePower;
}

/** How the hand stands after so many hours: mean depth at mid-scalp, and spread, mm. */
export function handByHour(
  { technique, operator }: Plan,
  hours: readonly number[],
): { readonly hour: number; readonly depthMm: number; readonly depthSdMm: number }[] {
  const base = reachedDepthMm({ technique });
  return hours.map((hour) => {
    const { deeperMm, depthSdMm } = handAt(operator, operator.beforeHours + hour);
    return { hour, depthMm: base + deeperMm, depthSdMm };
  });
}
