import { toSay } from '../../base/language/say.ts';
import type { AgedQuantity, WorkQuantity } from '../../engine/ensemble/ensemble.ts';

/** How a quantity of an ensemble is named, in what unit, and with how many digits. */
export interface QuantityWords {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
}

export const AGED_WORDS: Readonly<Record<AgedQuantity, QuantityWords>> = {
  contrastDot: { name: toSay('Contrast of a dot'), unit: '1', digits: 3 },
  contrastPatch: { name: toSay('Contrast of a patch'), unit: '1', digits: 3 },
  deltaE2000: { name: toSay('Patch against bare skin'), unit: 'CIEDE2000', digits: 2 },
  widthMm: { name: toSay('Width of a dot as seen'), unit: 'mm', digits: 3 },
  labL: { name: toSay('L* of a patch'), unit: '1', digits: 2 },
  labA: { name: toSay('a* of a patch'), unit: '1', digits: 2 },
  labB: { name: toSay('b* of a patch'), unit: '1', digits: 2 },
  leftShare: { name: toSay('Pigment left'), unit: '1', digits: 3 },
};

export const WORK_WORDS: Readonly<Record<WorkQuantity, QuantityWords>> = {
  needleHours: { name: toSay('Needle time'), unit: 'h', digits: 2 },
  inkMl: { name: toSay('Ink through the needle'), unit: 'mL', digits: 3 },
  pigmentMg: { name: toSay('Pigment in the skin'), unit: 'mg', digits: 2 },
};
