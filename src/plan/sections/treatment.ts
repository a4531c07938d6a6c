import * as z from 'zod';
import { toSay } from '../../base/language/say.ts';
import { OUTCOMES } from '../../ink/kinetics-constants.ts';
import { DEPTH_TOLD } from '../../ink/needle-column.ts';
import { NEEDLE_CODE } from '../../ink/needles.ts';
import { FIELD_WORDS } from '../field-words.ts';
import { choice, real, share } from './field.ts';

/** As many as a treatment has at most. */
export const MOST_SESSIONS = 6;

/** How iron oxide ages: paler, or redder. Carbon does neither. */
export const IRON_AGES = ['fades', 'turns'] as const;

/** Inks a plan may name. */
export const PIGMENTS_SOLD = ['carbon-black', 'iron-oxide-black', 'iron-oxide-brown'] as const;

const stockShare = () =>
  real([0.01, 0.5], 'share', 'Pigment powder share of the undiluted ink, by mass', {
    label: toSay('Powder in ink'),
    step: 0.01,
  });

const depositDepthMm = () =>
  real([0.02, 2.5], 'mm', 'Deepest point of the deposited column, mm below the surface', {
    label: toSay('Deposit depth'),
    step: 0.01,
    slider: [0.02, 2],
    assumed: true,
  });

const perforationsPerDot = () =>
  real([0.5, 8], 'none', 'Strokes of the cartridge per dot', {
    label: toSay('Strokes per dot'),
    step: 0.1,
    assumed: true,
  });

const needleCode = (label: string, what: string) =>
  z.string().regex(NEEDLE_CODE).describe(what).register(FIELD_WORDS, { label });

/** A day of the calendar, as ISO 8601 writes it. */
const CALENDAR_DAY =
  /^[12]\d{3}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))$/;

/** The day of the first session, by the calendar. */
export const startsOn = z
  .string()
  .regex(CALENDAR_DAY)
  .describe('Date of the first session, such as 2026-03-02; the others follow by their days')
  .register(FIELD_WORDS, { label: toSay('First session') });

/** One visit. What it leaves out of ink, needle and depth is the plan's. */
export const session = z.strictObject({
  cumulativeShare: share('Share of the final density reached after this session'),
  day: real([0, 3650], 'days', 'Days after the first session', {
    label: toSay('day'),
    step: 1,
    slider: [0, 365],
  }),
  dilution: real([1, 60], 'water', 'Parts of water to one part of pigment', {
    label: toSay('water : 1'),
    step: 0.5,
    slider: [1, 40],
  }),
  pigment: choice(PIGMENTS_SOLD, 'Pigment').optional(),
  stockShare: stockShare().optional(),
  needle: needleCode('Needle', 'Needle of this session; the plan’s if left out').optional(),
  hairlineNeedle: needleCode(
    'Needle at hairline',
    'Needle of this session within the gradient; the plan’s if left out',
  ).optional(),
  depositDepthMm: depositDepthMm().optional(),
  perforationsPerDot: perforationsPerDot().optional(),
});

/** Cartridges, by their codes. */
export const needle = z.strictObject({
  code: needleCode('Needle', 'Diameter code, count and type, e.g. 0803RL'),
  hairlineCode: needleCode('Needle at hairline', 'Needle used within the gradient'),
});

/** The ink. */
export const pigment = z.strictObject({
  kind: choice(PIGMENTS_SOLD, 'Pigment'),
  stockShare: stockShare(),
  ironAges: choice(IRON_AGES, 'Iron oxide').describe(
    'What years make of iron oxide: all of it fades alike, or its black goes and red and yellow stay',
  ),
});

/** How the needle is led. */
export const technique = z.strictObject({
  depositDepthMm: depositDepthMm(),
  extensionToDeposit: real([0.2, 1], 'none', 'Deposit depth as a share of needle extension', {
    label: toSay('Deposit / extension'),
    step: 0.01,
    assumed: true,
  }),
  depthToldAs: choice(DEPTH_TOLD, 'Depth is told as').describe(
    'As deposit: the hand finds that depth on any skin. As extension: the needle is set once, and the skin of each place decides',
  ),
  pressure: real([0.5, 2], 'factor', 'Pressure of the hand, relative to the one the depth is for', {
    label: toSay('Pressure'),
    step: 0.05,
    assumed: true,
  }),
  dwell: real([0.25, 4], 'factor', 'Time the needle stays in a dot, relative to the usual', {
    label: toSay('Dwell'),
    step: 0.05,
    assumed: true,
  }),
  angleDeg: real([30, 90], 'degrees', 'Angle between needle and skin; 90 is upright', {
    label: toSay('Needle angle'),
    step: 1,
  }),
  perforationsPerDot: perforationsPerDot(),
  tipWeight: real(
    [0, 1],
    'none',
    '0: column evenly filled, 1: nearly all pigment at the tip (heavy hand)',
    { label: toSay('Weight at tip'), step: 0.01, assumed: true },
  ),
  scarUptake: real(
    [0.1, 3],
    'factor',
    'Ink that stays in a scar, relative to sound skin; 1 if left out',
    { label: toSay('Uptake of scars'), step: 0.05, assumed: true },
  ).optional(),
  scarDose: real(
    [0.1, 3],
    'factor',
    'Ink that the hand gives a scar, relative to sound skin; 1 if left out',
    { label: toSay('Dose in scars'), step: 0.05, assumed: true },
  ).optional(),
  dotsPerMinute: real([20, 300], 'perMinute', 'Dots placed per minute of needle time', {
    label: toSay('Dots per minute'),
    step: 1,
  }),
});

/** How far a hand strays. */
export const operator = z.strictObject({
  depthSdMm: real([0, 0.5], 'mm', 'Standard deviation of deposit depth, mm', {
    label: toSay('Depth SD'),
    step: 0.01,
    assumed: true,
  }),
  angleSdDeg: real([0, 45], 'degrees', 'Standard deviation of needle tilt, degrees', {
    label: toSay('Tilt SD'),
    step: 1,
    assumed: true,
  }),
  spacingJitterMm: real([0, 0.5], 'mm', 'Standard deviation of aim, mm', {
    label: toSay('Aim SD'),
    step: 0.01,
    assumed: true,
  }),
  doubleHitShare: real([0, 0.5], 'share', 'Share of dots that are hit twice', {
    label: toSay('Double hits'),
    step: 0.01,
    assumed: true,
  }),
  tiringPerHour: real(
    [0, 0.5],
    'share',
    'How much wider depth, tilt and aim stray for each hour of needle time',
    { label: toSay('Tires per hour'), step: 0.01, assumed: true },
  ),
  sinkPerHourMm: real([-0.05, 0.1], 'mm', 'How much deeper the hand goes for each hour, mm', {
    label: toSay('Deeper per hour'),
    step: 0.005,
    assumed: true,
  }),
  beforeHours: real([0, 10], 'hours', 'Needle hours of that day before each session begins', {
    label: toSay('Hours before'),
    step: 0.5,
  }),
});

/** When the work is looked at, and how it healed. */
export const healing = z.strictObject({
  ageDays: real([0, 7300], 'days', 'Days since the last session shown', {
    label: toSay('Age'),
    step: 1,
    slider: [0, 7300],
  }),
  outcome: choice(OUTCOMES, 'Outcome').describe('Which set of healing constants'),
});
