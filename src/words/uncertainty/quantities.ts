import type { AgedQuantity, WorkQuantity } from '../../engine/ensemble/ensemble.ts';

/** How a quantity of an ensemble is named, in what unit, and with how many digits. */
export interface QuantityWords {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
}

export const AGED_WORDS: Readonly<Record<AgedQuantity, QuantityWords>> = {
  contrastDot: { name: 'Contrast of a dot', unit: '1', digits: 3 },
  contrastPatch: { name: 'Contrast of a patch', unit: '1', digits: 3 },
  deltaE2000: { name: 'Patch against bare skin', unit: 'CIEDE2000', digits: 2 },
  widthMm: { name: 'Width of a dot as seen', unit: 'mm', digits: 3 },
  labL: { name: 'L* of a patch', unit: '1', digits: 2 },
  labA: { name: 'a* of a patch', unit: '1', digits: 2 },
  labB: { name: 'b* of a patch', unit: '1', digits: 2 },
  leftShare: { name: 'Pigment left', unit: '1', digits: 3 },
};

export const WORK_WORDS: Readonly<Record<WorkQuantity, QuantityWords>> = {
  needleHours: { name: 'Needle time', unit: 'h', digits: 2 },
  inkMl: { name: 'Ink through the needle', unit: 'mL', digits: 3 },
  pigmentMg: { name: 'Pigment in the skin', unit: 'mg', digits: 2 },
};
