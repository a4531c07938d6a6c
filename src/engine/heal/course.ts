import { struct, type Values } from '../../gpu/layout.ts';
import type { Kinetics } from '../../ink/kinetics-constants.ts';
import { type Draw, TAKEN } from '../../ink/unknowns/table.ts';

/** How pigment heals: the constants of `src/ink/kinetics-constants.ts` as kernels read them. */
export const Course = struct('Course', {
  epidermalTurnover: 'f32', // days
  exudateShare: 'f32',
  exudateRate: 'f32', // per day
  deepExudate: 'f32', // of the exudate, below the papillary dermis
  lymphShare: 'f32',
  lymphTime: 'f32', // days
  papillaryLoss: 'f32', // per year
  reticularLoss: 'f32', // per year
  ironLoss: 'f32', // per year, of ink with black iron oxide
  scarLoss: 'f32', // per year, in scar
  packedAbsorption: 'f32', // mass absorption after packing, relative to fresh
  packingTime: 'f32', // days
  woundWidth: 'f32', // of the open puncture, relative to the column
  woundTime: 'f32', // days
  blowOutShallow: 'f32', // mm2
  blowOutDeep: 'f32', // mm2
  blowOutTime: 'f32', // days
  lateralShallow: 'f32', // mm2 per year
  lateralDeep: 'f32', // mm2 per year
  downwardDrift: 'f32', // mm per year
  deepWidening: 'f32', // of a column, for each 0.1 mm below 0.4 mm
});

/** The course of healing under these constants. */
export function courseOf(
  k: Kinetics,
  { deepWidening }: Pick<Draw, 'deepWidening'> = TAKEN,
): Values<typeof Course.fields> {
  return {
    epidermalTurnover: k.epidermalTurnover.value,
    exudateShare: k.exudateShare.value,
    exudateRate: k.exudateRate.value,
    deepExudate: k.deepExudate.value,
    lymphShare: k.lymphShare.value,
    lymphTime: k.lymphTime.value,
    papillaryLoss: k.papillaryLoss.value,
    reticularLoss: k.reticularLoss.value,
    ironLoss: k.ironBlackLoss.value,
    scarLoss: k.papillaryLoss.value * k.scarFactor.value,
    packedAbsorption: k.packedAbsorption.value,
    packingTime: k.packingTime.value,
    woundWidth: k.woundWidth.value,
    woundTime: k.woundTime.value,
    blowOutShallow: k.blowOutShallow.value,
    blowOutDeep: k.blowOutDeep.value,
    blowOutTime: k.blowOutTime.value,
    lateralShallow: k.lateralShallow.value,
    lateralDeep: k.lateralDeep.value,
    downwardDrift: k.downwardDrift.value,
    deepWidening,
  };
}
