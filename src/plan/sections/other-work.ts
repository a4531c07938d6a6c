import * as z from 'zod';
import { toSay } from '../../base/language/say.ts';
import { NEEDLE_CODE } from '../../ink/needles.ts';
import { SCALP_LANDMARKS } from '../../scalp/scalp-base.ts';
import { FIELD_WORDS } from '../field-words.ts';
import { zoneShape } from './design.ts';
import { choice, real, share } from './field.ts';
import { PIGMENTS_SOLD } from './treatment.ts';

const name = z.string().min(1).max(60);

/** Dots that somebody put in before this plan. */
export const earlierWork = z.strictObject({
  name,
  shape: zoneShape,
  dotsPerCm2: real([1, 150], 'perCm2', 'Dots per cm² of the earlier work', {
    label: toSay('Density'),
    step: 1,
  }),
  ageYears: real([0, 60], 'years', 'Years from that work to the first session of this plan', {
    label: toSay('Age'),
    step: 0.5,
    slider: [0, 20],
  }),
  pigment: choice(PIGMENTS_SOLD, 'Pigment'),
  stockShare: real([0.01, 0.5], 'share', 'Pigment powder share of its undiluted ink, by mass', {
    label: toSay('Powder in ink'),
    step: 0.01,
    assumed: true,
  }),
  dilution: real([0, 60], 'water', 'Parts of water to one part of its ink; none in a tattoo', {
    label: toSay('water : 1'),
    step: 0.5,
    assumed: true,
  }),
  needle: z
    .string()
    .regex(NEEDLE_CODE)
    .describe('Needle it was put in with')
    .register(FIELD_WORDS, { label: toSay('Needle') }),
  depositDepthMm: real([0.02, 2.5], 'mm', 'How deep it reaches, mm below the surface', {
    label: toSay('Deposit depth'),
    step: 0.01,
    slider: [0.02, 2],
    assumed: true,
  }),
  countedShare: share('Share of its dots that count towards the density of this plan', {
    label: toSay('Counted'),
    step: 0.05,
    assumed: true,
  }),
});

/** Hair that is or will be transplanted. */
export const graft = z.strictObject({
  name,
  shape: zoneShape,
  method: choice(['fue', 'fut'], 'Method'),
  unitsPerCm2: real([1, 80], 'perCm2', 'Grafts per cm²', { label: toSay('Grafts'), step: 1 }),
  months: real(
    [-60, 600],
    'months',
    'Months from surgery to the first session; negative where it comes after',
    { label: toSay('Since surgery'), step: 1, slider: [-24, 36] },
  ),
});

/** A few dots that are tried before the first session. */
export const testPatch = z.strictObject({
  at: z.enum(SCALP_LANDMARKS),
  radiusMm: real([2, 30], 'mm', 'Radius of the test patch, mm', {
    label: toSay('Radius'),
    step: 1,
  }),
  dotsPerCm2: real([1, 150], 'perCm2', 'Dots per cm² of the test patch', {
    label: toSay('Density'),
    step: 1,
  }),
  beforeDays: real([1, 365], 'days', 'Days from the test to the first session', {
    label: toSay('Days before'),
    step: 1,
  }),
});
