import * as z from 'zod';
import { type Range, SEED_RANGE } from '../base/range.ts';
import type { Vec3 } from '../base/vec3.ts';
import { HEAD_BASES, MEASURES } from '../head/measures.ts';
import { OUTCOMES } from '../ink/kinetics-constants.ts';
import { NEEDLE_CODE } from '../ink/needles.ts';
import { SKIN_TYPES } from '../light/skin-types.ts';
import { FRONT_POINTS, MOVED_RANGE_MM } from '../scalp/hairline/hairline-moves.ts';
import { HAIRLINE_RANGES, HAIRLINE_STYLES } from '../scalp/hairline/hairline-spec.ts';
import { AREATA_PATTERNS, LOSS_RANGES } from '../scalp/loss/loss.ts';
import { NORWOOD_GRADES, PARTING_GRADES } from '../scalp/loss/loss-shapes.ts';
import { REGIONS } from '../scalp/regions.ts';
import { SCALP_LANDMARKS } from '../scalp/scalp-base.ts';
import { SCAR_RANGES } from '../scalp/scars.ts';
import { AGE_RANGE, THICKNESS_RANGE } from '../scalp/skin-depth.ts';
import { ZONE_RANGES } from '../scalp/zones.ts';
import { FIELD_WORDS, type FieldWords, type Unit } from './field-words.ts';

/** Version written into every plan; raise it with a migration in `migrate.ts`. */
export const PLAN_VERSION = 1;

type Words = Omit<FieldWords, 'unit'>;

const real = ([min, max]: Range, unit: Unit, what: string, words?: Words) =>
  z
    .number()
    .min(min)
    .max(max)
    .describe(what)
    .register(FIELD_WORDS, { unit, ...words });

const whole = ([min, max]: Range, unit: Unit, what: string, words?: Words) =>
  z
    .int()
    .min(min)
    .max(max)
    .describe(what)
    .register(FIELD_WORDS, { unit, ...words });

const share = (what: string, words?: Words) => real([0, 1], 'share', what, words);

/** One of a list of words. */
const choice = <const List extends readonly string[]>(list: List, label: string) =>
  z.enum(list).register(FIELD_WORDS, { label });

/** A point in a scan's own coordinates; a list of three to JSON Schema, a vector to types. */
const scanPoint = (what: string) =>
  z
    .array(real([-1e6, 1e6], 'none', 'Coordinate'))
    .min(3)
    .max(3)
    .describe(`${what}: x, y, z`) as unknown as z.ZodType<Vec3>;

const scan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('file'),
    name: z.string().min(1).max(255).describe('Name of the file, for people'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("Hash of the file's bytes: which scan this is"),
    mmPerUnit: real([1e-6, 1e6], 'mm', 'Millimetres per unit of the file'),
    landmarks: z.strictObject({
      nasion: scanPoint('Root of the nose'),
      inion: scanPoint('Bump at the back of the head'),
      tragionLeft: scanPoint("Notch above the subject's left tragus"),
      tragionRight: scanPoint("Notch above the subject's right tragus"),
    }),
  }),
]);

const head = z.strictObject({
  base: z.enum(HEAD_BASES),
  ageYears: whole(AGE_RANGE, 'years', 'Age of the person: skin thickness, and what hairline suits'),
  measuresMm: z
    .partialRecord(z.enum(MEASURES), real([80, 700], 'mm', 'Tape or calliper measure, mm'))
    .describe('Measures that replace the mean of the base head, mm'),
  scan: scan.describe('A scan that takes the place of the base head'),
});

const skin = z.strictObject({
  type: choice(SKIN_TYPES, 'Fitzpatrick type').describe('Fitzpatrick type, indicative only'),
  melanosomeFraction: real(
    [0.001, 0.5],
    'share',
    'Melanosome volume share of the viable epidermis',
    { label: 'Melanosomes', step: 0.001, assumed: true },
  ),
  bloodFraction: real([0.0005, 0.08], 'share', 'Blood volume share of the papillary dermis', {
    label: 'Blood',
    step: 0.0005,
    assumed: true,
  }),
  oxygenSaturation: share('Share of haemoglobin that carries oxygen', {
    label: 'Oxygen',
    step: 0.01,
    assumed: true,
  }),
  thicknessScale: real(THICKNESS_RANGE, 'factor', 'Multiplier of every local layer thickness', {
    label: 'Thickness',
    step: 0.01,
  }),
});

const partingGrade = z.enum(PARTING_GRADES);

const loss = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('norwood'), grade: z.enum(NORWOOD_GRADES) }),
  z.strictObject({ kind: z.literal('ludwig'), grade: partingGrade }),
  z.strictObject({ kind: z.literal('olsen'), grade: partingGrade }),
  z.strictObject({
    kind: z.literal('sinclair'),
    grade: whole(LOSS_RANGES.sinclair, 'none', 'Sinclair grade'),
  }),
  z.strictObject({
    kind: z.literal('areata'),
    pattern: z.enum(AREATA_PATTERNS),
    patches: whole(LOSS_RANGES.patches, 'none', 'Number of patches (pattern "patches")'),
  }),
  z.strictObject({
    kind: z.literal('diffuse'),
    remaining: real(LOSS_RANGES.remaining, 'share', 'Share of hair that is left'),
  }),
]);

const scar = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fut'),
    lengthMm: real(SCAR_RANGES.lengthMm, 'mm', 'Length of the strip scar, mm'),
    widthMm: real(SCAR_RANGES.widthMm, 'mm', 'Width of the strip scar, mm'),
  }),
  z.strictObject({
    kind: z.literal('fue'),
    dotsPerCm2: real(SCAR_RANGES.dotsPerCm2, 'perCm2', 'Extraction dots per cm²'),
  }),
  z.strictObject({
    kind: z.literal('patch'),
    at: z.enum(SCALP_LANDMARKS),
    radiusMm: real(SCAR_RANGES.radiusMm, 'mm', 'Radius of the scarred patch, mm'),
  }),
  z.strictObject({
    kind: z.literal('scarring'),
    at: z.enum(SCALP_LANDMARKS),
    reachMm: real(SCAR_RANGES.reachMm, 'mm', 'How far around the place patches lie, mm'),
    patches: whole(SCAR_RANGES.patches, 'none', 'Number of patches of scarring alopecia'),
  }),
]);

const hair = z.strictObject({
  unitsPerCm2: real([30, 130], 'perCm2', 'Follicular units per cm² where nothing is lost', {
    label: 'Follicles',
    step: 1,
  }),
  shaftUm: real([20, 150], 'um', 'Hair shaft diameter, µm', { label: 'Shaft', step: 1 }),
  colour: choice(['black', 'brown', 'blond', 'red', 'grey'], 'Colour'),
  stubbleMm: real([0, 10], 'mm', 'Length of the hair left on the head, mm', {
    label: 'Stubble',
    step: 0.1,
    slider: [0, 3],
  }),
  clusterSize: real([1, 3], 'none', 'Mean follicles or dots of a cluster; 1 is the even pattern', {
    label: 'Dots per cluster',
    step: 0.1,
    assumed: true,
  }),
  keepClearMm: real([0, 1.5], 'mm', 'Least distance of an SMP dot from a hair follicle, mm', {
    label: 'Clear of follicles',
    step: 0.05,
    assumed: true,
  }),
  loss: loss.register(FIELD_WORDS, { label: 'Loss pattern' }),
  scars: z.array(scar).max(8),
});

const movedMm = (what: string) => real(MOVED_RANGE_MM, 'mm', what);

/** A length of the hairline's own rules. */
const lineMm = (name: keyof typeof HAIRLINE_RANGES, what: string, words: Words) =>
  real(HAIRLINE_RANGES[name], 'mm', what, words);

const hairline = z.strictObject({
  style: choice(HAIRLINE_STYLES, 'Style'),
  midFrontalMm: lineMm('midFrontalMm', 'Glabella to mid-frontal point along the skin, mm', {
    label: 'Mid-frontal point',
    step: 1,
  }),
  templeRecessionMm: lineMm(
    'templeRecessionMm',
    'How far the corners lie behind the mid-frontal point, mm',
    { label: 'Recession', step: 1 },
  ),
  halfWidthMm: lineMm('halfWidthMm', 'Midline to fronto-temporal corner, mm', {
    label: 'Half width',
    step: 1,
  }),
  macroMm: lineMm('macroMm', 'Amplitude of the 20-40 mm waves, mm', {
    label: 'Waves',
    step: 0.1,
    assumed: true,
  }),
  microMm: lineMm('microMm', 'Amplitude of the 3-6 mm irregularity, mm', {
    label: 'Irregularity',
    step: 0.1,
    assumed: true,
  }),
  asymmetryMm: lineMm('asymmetryMm', 'Deliberate left-right difference, mm', {
    label: 'Asymmetry',
    step: 0.1,
    assumed: true,
  }),
  gradientMm: real([0, 30], 'mm', 'Width over which density rises to full behind the line, mm', {
    label: 'Gradient',
    step: 0.5,
    assumed: true,
  }),
  sentinels: share('Share of stray dots in the 3 mm in front of the line', {
    label: 'Sentinels',
    step: 0.01,
    assumed: true,
  }),
  moved: z
    .partialRecord(
      z.enum(FRONT_POINTS),
      z
        .strictObject({
          backMm: movedMm('Along the skin towards the back of the head, mm'),
          outMm: movedMm('Along the skin away from the midline, down on the temples, mm'),
        })
        // As in JSON, which has no undefined: a point that is undefined is not there.
        .optional(),
    )
    .optional()
    .describe('Points moved by hand, from where the rules put them; the line goes exactly there'),
});

const zone = z.strictObject({
  name: z.string().min(1).max(60),
  shape: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('region'), region: z.enum(REGIONS) }),
    z.strictObject({
      kind: z.literal('disc'),
      at: z.enum(SCALP_LANDMARKS),
      radiusMm: real(ZONE_RANGES.radiusMm, 'mm', 'Radius, mm'),
      softMm: real(ZONE_RANGES.softMm, 'mm', 'Width of the soft border, mm'),
    }),
    z.strictObject({
      kind: z.literal('band'),
      fromMm: real(ZONE_RANGES.bandMm, 'mm', 'Start, mm behind the front hairline'),
      toMm: real(ZONE_RANGES.bandMm, 'mm', 'End, mm behind the front hairline'),
      softMm: real(ZONE_RANGES.softMm, 'mm', 'Width of the soft border, mm'),
    }),
  ]),
  densityScale: real([0, 2], 'factor', 'Multiplier of the plan density inside the zone', {
    label: 'Density',
    step: 0.05,
  }),
  depthOffsetMm: real([-0.5, 1], 'mm', 'Added to the deposit depth inside the zone, mm', {
    label: 'Depth',
    step: 0.05,
  }),
});

const session = z.strictObject({
  cumulativeShare: share('Share of the final density reached after this session'),
  day: real([0, 3650], 'days', 'Days after the first session', {
    label: 'day',
    step: 1,
    slider: [0, 365],
  }),
  dilution: real([1, 60], 'water', 'Parts of water to one part of pigment', {
    label: 'water : 1',
    step: 0.5,
    slider: [1, 40],
  }),
});

const needleCode = (label: string, what: string) =>
  z.string().regex(NEEDLE_CODE).describe(what).register(FIELD_WORDS, { label });

const needle = z.strictObject({
  code: needleCode('Needle', 'Diameter code, count and type, e.g. 0803RL'),
  hairlineCode: needleCode('Needle at hairline', 'Needle used within the gradient'),
});

const pigment = z.strictObject({
  kind: choice(['carbon-black', 'iron-oxide-black', 'iron-oxide-brown'], 'Pigment'),
  stockShare: real([0.01, 0.5], 'share', 'Pigment powder share of the undiluted ink, by mass', {
    label: 'Powder in ink',
    step: 0.01,
  }),
});

const technique = z.strictObject({
  depositDepthMm: real(
    [0.02, 2.5],
    'mm',
    'Deepest point of the deposited column, mm below the surface',
    { label: 'Deposit depth', step: 0.01, slider: [0.02, 2], assumed: true },
  ),
  extensionToDeposit: real([0.2, 1], 'none', 'Deposit depth as a share of needle extension', {
    label: 'Deposit / extension',
    step: 0.01,
    assumed: true,
  }),
  perforationsPerDot: real([0.5, 8], 'none', 'Strokes of the cartridge per dot', {
    label: 'Strokes per dot',
    step: 0.1,
    assumed: true,
  }),
  tipWeight: real(
    [0, 1],
    'none',
    '0: column evenly filled, 1: nearly all pigment at the tip (heavy hand)',
    { label: 'Weight at tip', step: 0.01, assumed: true },
  ),
  dotsPerMinute: real([20, 300], 'perMinute', 'Dots placed per minute of needle time', {
    label: 'Dots per minute',
    step: 1,
  }),
});

const operator = z.strictObject({
  depthSdMm: real([0, 0.5], 'mm', 'Standard deviation of deposit depth, mm', {
    label: 'Depth SD',
    step: 0.01,
    assumed: true,
  }),
  angleSdDeg: real([0, 45], 'degrees', 'Standard deviation of needle tilt, degrees', {
    label: 'Tilt SD',
    step: 1,
    assumed: true,
  }),
  spacingJitterMm: real([0, 0.5], 'mm', 'Standard deviation of aim, mm', {
    label: 'Aim SD',
    step: 0.01,
    assumed: true,
  }),
  doubleHitShare: real([0, 0.5], 'share', 'Share of dots that are hit twice', {
    label: 'Double hits',
    step: 0.01,
    assumed: true,
  }),
});

const healing = z.strictObject({
  ageDays: real([0, 7300], 'days', 'Days since the last session shown', {
    label: 'Age',
    step: 1,
    slider: [0, 3650],
  }),
  outcome: choice(OUTCOMES, 'Outcome').describe('Which set of healing constants'),
});

/** A place on the skin that stays where it is when the head changes its measures. */
const anchor = z
  .strictObject({
    triangle: whole([0, 4194303], 'none', 'Triangle of the head mesh'),
    b: whole([0, 32768], 'none', 'Weight of its second corner, 1/32768'),
    c: whole([0, 32768], 'none', 'Weight of its third corner, 1/32768'),
  })
  .describe('A place on the skin; b and c are at most 32768 together');

/** As many as a treatment has at most. */
const MOST_SESSIONS = 6;

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

/** What a person did to the dots by hand, on top of what the rest of the plan asks for. */
const manual = z.strictObject({
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

/** The whole document. Strict: unknown keys are an error, so that a typo is never silently lost. */
export const planSchema = z.strictObject({
  format: z.literal('dotwork-plan'),
  version: z.literal(PLAN_VERSION),
  title: z.string().max(120),
  notes: z.string().max(4000),
  seed: whole(SEED_RANGE, 'none', 'Seed of every random choice', { label: 'Seed', step: 1 }),
  head,
  skin,
  hair,
  hairline,
  density: z.strictObject({
    dotsPerCm2: real(
      [5, 250],
      'perCm2',
      'SMP dots per cm² where no hair is left; hair that is left takes its share',
      { label: 'Dots + hair', step: 1, slider: [10, 200] },
    ),
  }),
  zones: z.array(zone).max(16),
  manual,
  sessions: z.array(session).min(1).max(MOST_SESSIONS),
  sessionsDone: whole(
    [0, MOST_SESSIONS],
    'none',
    'How many sessions are shown; 0 is before treatment',
    { label: 'Sessions done', step: 1 },
  ),
  needle,
  pigment,
  technique,
  operator,
  healing,
});

/** The plan: small, immutable JSON from which every dot follows. */
export type Plan = z.infer<typeof planSchema>;
