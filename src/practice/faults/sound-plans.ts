import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { overlayPlan } from '../../plan/reading/merge.ts';
import { checkPlan } from '../../plan/reading/read.ts';
import type { Plan } from '../../plan/schema.ts';

/** People without a fault in their plan: nothing is found in any of them, and a test holds that. */
export const SOUND_PATCHES = {
  man: {},
  woman: {
    head: { base: 'female' },
    // Kept short: what lies under long hair nobody can judge.
    hair: { shaftUm: 65, stubbleMm: 0.5, brows: 0.75, loss: { kind: 'ludwig', grade: 'III' } },
    hairline: {
      style: 'rounded',
      midFrontalMm: 63,
      templeRecessionMm: 5,
      halfWidthMm: 57,
      macroMm: 3,
      microMm: 1.5,
      gradientMm: 14,
    },
    density: { dotsPerCm2: 95 },
  },
  'man-grey': {
    head: { ageYears: 62 },
    skin: { type: 'III' },
    hair: { colour: 'grey', greyShare: 0.7, unitsPerCm2: 75 },
    hairline: { midFrontalMm: 82, templeRecessionMm: 24, gradientMm: 12 },
    density: { dotsPerCm2: 90 },
  },
  'man-dark': {
    skin: {
      type: 'VI',
      melanosomeFraction: 0.2,
      bloodFraction: 0.012,
      oxygenSaturation: 0.66,
    },
    hair: { colour: 'black', unitsPerCm2: 70 },
    hairline: { midFrontalMm: 80, templeRecessionMm: 22 },
    density: { dotsPerCm2: 95 },
    needle: { code: '1003RL', hairlineCode: '1001RL' },
    sessions: [
      { cumulativeShare: 0.3, day: 0, dilution: 8 },
      { cumulativeShare: 0.7, day: 14, dilution: 6 },
      { cumulativeShare: 1, day: 28, dilution: 6 },
    ],
  },
} as const;

export type Person = keyof typeof SOUND_PATCHES;

/** Whoever cases are about. */
export const PEOPLE = Object.keys(SOUND_PATCHES) as readonly Person[];

/** The sound plan of a person. */
export function soundPlan(person: Person): Plan {
  return checkPlan(overlayPlan(DEFAULT_PLAN, SOUND_PATCHES[person]));
}
