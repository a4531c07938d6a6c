import { inRange } from '../base/range.ts';
import type { Sex } from './hairline/hairline-spec.ts';
import { REGIONS, type Region, type RegionWeights } from './regions.ts';

/** Who the skin belongs to, as far as its thickness goes. */
export interface SkinSpec {
  readonly sex: Sex;
  readonly ageYears: number;
  /** Multiplier of the dermis. Default 1. */
  readonly thicknessScale?: number | undefined;
}

/** Ages whose skin is known well enough, years. */
export const AGE_RANGE = [16, 100] as const;

/** Multipliers of the dermis: published thicknesses differ that much. */
export const THICKNESS_RANGE = [0.7, 1.6] as const;

/**
 * Where a tan ends: at the hair that is left, at the planned hairline (hair grew up to there till
 * now), at the brim of a cap.
 */
export const TAN_LINES = ['hair', 'hairline', 'cap'] as const;

/** Depths of layer borders below the surface per vertex, micrometres. */
export interface SkinDepth {
  readonly epidermisUm: Uint16Array;
  readonly papillaryUm: Uint16Array;
  /** Lower edge of the reticular dermis, where fat begins. */
  readonly skinBaseUm: Uint16Array;
}

type Stack = readonly [epidermisUm: number, papillaryUm: number, baseUm: number];

/*
 * Total skin 1.2 to 1.9 mm, thin in front and thick behind (Korean graft donors 1.71 mm by
 * ultrasound; male face and scalp 1.76-2.02); no source splits papillary and reticular dermis by
 * scalp region, so that split and the parietal rows are assumptions.
 */
const STACKS: Readonly<Record<Region, Stack>> = {
  frontal: [70, 250, 1200],
  templeLeft: [70, 250, 1400],
  templeRight: [70, 250, 1400],
  midScalp: [80, 280, 1600],
  vertex: [80, 280, 1600],
  parietalLeft: [80, 280, 1550],
  parietalRight: [80, 280, 1550],
  occiput: [90, 300, 1750],
};

/** Multiplier of the dermis: women 0.85, above 60 years 0.9; assumed within the cited ranges. */
function dermisScale({ sex, ageYears, thicknessScale = 1 }: SkinSpec): number {
  return (sex === 'female' ? 0.85 : 1) * (ageYears > 60 ? 0.9 : 1) * thicknessScale;
}

/** Where the skin of a whole region ends, mm. */
export function regionSkin(region: Region, spec: SkinSpec): { readonly skinBaseMm: number } {
  const [epidermis, , base] = STACKS[region];
  return { skinBaseMm: (epidermis + (base - epidermis) * dermisScale(spec)) / 1000 };
}

/**
 * Layer depths from region weights.
 *
 * @param scar1024 - Share of scar: scars have no papillary dermis of their own.
 */
export function skinDepth(
  regions: RegionWeights,
  scar1024: ArrayLike<number>,
  { sex, ageYears, thicknessScale = 1 }: SkinSpec,
): SkinDepth {
  inRange('age', ageYears, AGE_RANGE, 'years');
  inRange('skin thickness', thicknessScale, THICKNESS_RANGE);
  const dermis = dermisScale({ sex, ageYears, thicknessScale });
  const count = scar1024.length;
  const depth = {
    epidermisUm: new Uint16Array(count),
    papillaryUm: new Uint16Array(count),
    skinBaseUm: new Uint16Array(count),
  };
  for (let v = 0; v < count; v++) {
    let epidermis = 0;
    let papillary = 0;
    let base = 0;
    for (const region of REGIONS) {
      const share = regions[region][v]! / 1024;
      const stack = STACKS[region];
      epidermis += share * stack[0];
      papillary += share * stack[1];
      base += share * stack[2];
    }
    const sound = 1 - scar1024[v]! / 1024;
    depth.epidermisUm[v] = Math.round(epidermis);
    depth.papillaryUm[v] = Math.round(epidermis + (papillary - epidermis) * dermis * sound);
    depth.skinBaseUm[v] = Math.round(epidermis + (base - epidermis) * dermis);
  }
  return depth;
}
