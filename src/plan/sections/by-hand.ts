import * as z from 'zod';
import { toSay } from '../../base/language/say.ts';
import { real, share, whole } from './field.ts';
import { MOST_SESSIONS } from './treatment.ts';

/** A place on the skin that stays where it is when the head changes its measures. */
const anchor = z
  .strictObject({
    triangle: whole([0, 4194303], 'none', 'Triangle of the head mesh'),
    b: whole([0, 32768], 'none', 'Weight of its second corner, 1/32768'),
    c: whole([0, 32768], 'none', 'Weight of its third corner, 1/32768'),
  })
  .describe('A place on the skin; b and c are at most 32768 together');

const sessionOfDot = whole(
  [1, MOST_SESSIONS],
  'none',
  'Session it is placed in; the last one where there are fewer',
);

const stroke = z.strictObject({
  path: z.array(anchor).min(1).max(200),
  radiusMm: real([3, 60], 'mm', 'How far the brush reaches from its path, along the skin, mm'),
  softness: share('Share of the radius over which the effect fades'),
  densityScale: real([0, 2], 'factor', 'Multiplier of the density under the brush; 0 clears'),
});

/** Moles and lesions, which no needle may touch. */
export const noGo = z
  .array(
    z.strictObject({
      at: anchor,
      radiusMm: real([0.5, 30], 'mm', 'Straight distance from its middle that stays free of dots', {
        label: toSay('Radius'),
        step: 0.5,
        slider: [0.5, 15],
      }),
      note: z.string().max(200),
    }),
  )
  .max(64)
  .describe('Moles and lesions: no dot is placed within');

/** What a person did to the dots by hand, on top of what the rest of the plan asks for. */
export const manual = z.strictObject({
  strokes: z.array(stroke).max(100).describe('Strokes of the density brush'),
  erased: z.array(anchor).max(4000).describe('Dots planned here are left out'),
  added: z
    .array(z.strictObject({ at: anchor, session: sessionOfDot }))
    .max(2000)
    .describe('Dots placed here whatever the density'),
  moved: z
    .array(z.strictObject({ from: anchor, to: anchor, session: sessionOfDot }))
    .max(2000)
    .describe('Dots left out in one place and placed in another'),
});
