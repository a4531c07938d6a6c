import { struct, type Values } from '../../gpu/layout.ts';
import { LOSS_FACTORS } from '../../ink/kinetics.ts';
import type { Kinetics } from '../../ink/kinetics-constants.ts';

/** How pigment heals: the constants of `src/ink/kinetics-constants.ts` as kernels read them. */
export const Course = struct('Course', {
  epidermalTurnover: 'f32', // days
  exudateShare: 'f32',
  exudateRate: 'f32', // per day
  lymphShare: 'f32',
  lymphTime: 'f32', // days
  papillaryLoss: 'f32', // per year
  reticularLoss: 'f32', // per year
  ironLoss: 'f32', // per year, of ink with black iron oxide
  scarLoss: 'f32', // per year, in scar
  woundWidth: 'f32', // of the open puncture, relative to the column
  woundTime: 'f32', // days
  blowOutShallow: 'f32', // mm2
  blowOutDeep: 'f32', // mm2
  blowOutTime: 'f32', // days
  lateralShallow: 'f32', // mm2 per year
  lateralDeep: 'f32', // mm2 per year
  downwardDrift: 'f32', // mm per year
});

/** The course of healing under these constants. */
export function courseOf(k: Kinetics): Values<typeof Course.fields> {
  return {
    epidermalTurnover: k.epidermalTurnover.value,
    exudateShare: k.exudateShare.value,
    exudateRate: k.exudateRate.value,
    lymphShare: k.lymphShare.value,
    lymphTime: k.lymphTime.value,
    papillaryLoss: k.papillaryLoss.value,
    reticularLoss: k.reticularLoss.value,
    ironLoss: k.ironBlackLoss.value,
    scarLoss: k.papillaryLoss.value * LOSS_FACTORS.scar,
    woundWidth: k.woundWidth.value,
    woundTime: k.woundTime.value,
    blowOutShallow: k.blowOutShallow.value,
    blowOutDeep: k.blowOutDeep.value,
    blowOutTime: k.blowOutTime.value,
    lateralShallow: k.lateralShallow.value,
    lateralDeep: k.lateralDeep.value,
    downwardDrift: k.downwardDrift.value,
  };
}
