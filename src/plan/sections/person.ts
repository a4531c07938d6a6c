import * as z from 'zod';
import { toSay } from '../../base/language/say.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { HEAD_BASES, MEASURES } from '../../head/measures.ts';
import { SKIN_TYPES } from '../../light/skin-types.ts';
import { BEARD_RANGE_MM, CUT_RANGES, PARTS } from '../../scalp/hair/hair-style.ts';
import { AREATA_PATTERNS, LOSS_RANGES } from '../../scalp/loss/loss.ts';
import { NORWOOD_GRADES, PARTING_GRADES } from '../../scalp/loss/loss-shapes.ts';
import { SCALP_LANDMARKS } from '../../scalp/scalp-base.ts';
import { SCAR_RANGES } from '../../scalp/scars.ts';
import { AGE_RANGE, TAN_LINES, THICKNESS_RANGE } from '../../scalp/skin-depth.ts';
import { CIRCUMFERENCE_RANGE_MM, SIZE_SOURCES } from '../../scan/placing.ts';
import { FIELD_WORDS } from '../field-words.ts';
import { choice, real, share, whole } from './field.ts';

/** A point in a scan's own coordinates; a list of three to JSON Schema, a vector to types. */
const scanPoint = (what: string) =>
  z
    .array(real([-1e10, 1e10], 'none', 'Coordinate'))
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
    mirrored: z.boolean().optional().describe('Whether the file is the mirror image of the head'),
    sizeBy: z
      .enum(SIZE_SOURCES)
      .optional()
      .describe('Who says what one unit is; without it the size is not confirmed'),
    circumferenceMm: real(
      CIRCUMFERENCE_RANGE_MM,
      'mm',
      'Tape round the head above the brows; it settles the unit',
    ).optional(),
  }),
]);

/** Whose head it is. */
export const head = z.strictObject({
  base: z.enum(HEAD_BASES),
  ageYears: whole(AGE_RANGE, 'years', 'Age of the person: skin thickness, and what hairline suits'),
  measuresMm: z
    .partialRecord(z.enum(MEASURES), real([80, 700], 'mm', 'Tape or calliper measure, mm'))
    .describe('Measures that replace the mean of the base head, mm'),
  scan: scan.describe('A scan that takes the place of the base head'),
});

/** The skin without ink. */
export const skin = z.strictObject({
  type: choice(SKIN_TYPES, 'Fitzpatrick type').describe('Fitzpatrick type, indicative only'),
  melanosomeFraction: real(
    [0.001, 0.5],
    'share',
    'Melanosome volume share of the viable epidermis',
    { label: toSay('Melanosomes'), step: 0.001, assumed: true },
  ),
  bloodFraction: real([0.0005, 0.08], 'share', 'Blood volume share of the papillary dermis', {
    label: toSay('Blood'),
    step: 0.0005,
    assumed: true,
  }),
  oxygenSaturation: share('Share of haemoglobin that carries oxygen', {
    label: toSay('Oxygen'),
    step: 0.01,
    assumed: true,
  }),
  bareMelanin: real(
    [-0.5, 1],
    'share',
    'Melanin more than that where no hair grows and the sun falls from above',
    { label: toSay('Tan of bare skin'), step: 0.05, slider: [-0.3, 1], assumed: true },
  ),
  bareBlood: real(
    [-0.5, 2],
    'share',
    'Blood more than that where no hair grows and the sun falls from above',
    { label: toSay('Bare skin: blood'), step: 0.05, slider: [0, 1], assumed: true },
  ),
  tanLine: choice(TAN_LINES, 'Tan line').describe(
    'Where a tan ends: at the hair that is left, at the planned hairline, at the brim of a cap',
  ),
  sun: share('How much sun the scalp gets: 0 covered or shaded, 1 heavy sun without a hat', {
    label: toSay('Sun over the years'),
    step: 0.05,
    assumed: true,
  }),
  oil: share('How oily the skin is: 0 as most, 1 very oily', {
    label: toSay('Oily skin'),
    step: 0.05,
    assumed: true,
  }),
  thicknessScale: real(THICKNESS_RANGE, 'factor', 'Multiplier of every local layer thickness', {
    label: toSay('Thickness'),
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

const cut = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('even') }),
  z.strictObject({
    kind: z.literal('fade'),
    lowMm: real(CUT_RANGES.lowMm, 'mm', 'Length at the lower edge, mm', {
      label: toSay('Lower edge'),
      step: 0.1,
    }),
    sidesMm: real(CUT_RANGES.sidesMm, 'mm', 'Length on sides and back above the fade, mm', {
      label: toSay('Sides'),
      step: 0.5,
    }),
    heightMm: real(CUT_RANGES.heightMm, 'mm', 'Height over which the fade rises, mm', {
      label: toSay('Height'),
      step: 5,
    }),
  }),
  z.strictObject({
    kind: z.literal('long'),
    lengthMm: real(CUT_RANGES.lengthMm, 'mm', 'Length of long hair, mm', {
      label: toSay('Length'),
      step: 10,
    }),
    part: choice(PARTS, 'Part').describe('Where long hair is parted'),
  }),
]);

/** What grows on it, what is lost, and scars. */
export const hair = z.strictObject({
  unitsPerCm2: real([30, 130], 'perCm2', 'Follicular units per cm² where nothing is lost', {
    label: toSay('Follicles'),
    step: 1,
  }),
  shaftUm: real([20, 150], 'um', 'Hair shaft diameter, µm', { label: toSay('Shaft'), step: 1 }),
  colour: choice(['black', 'brown', 'blond', 'red', 'grey'], 'Colour'),
  greyShare: share('Share of hairs that are grey', { label: toSay('Grey'), step: 0.05 }),
  lossPerDecade: real(
    [0, 2],
    'none',
    'Grades of the loss pattern that are still to come each decade; the dots of the plan stay',
    { label: toSay('Loss per decade'), step: 0.1, assumed: true },
  ),
  greyPerDecade: share('Share of hairs that turn grey each decade', {
    label: toSay('Grey per decade'),
    step: 0.05,
    assumed: true,
  }),
  curl: share('How curly the hair is: 0 straight, 1 tightly coiled', {
    label: toSay('Curl'),
    step: 0.05,
    assumed: true,
  }),
  stubbleMm: real([0, 10], 'mm', 'Length of the hair on top, or of all of it, mm', {
    label: toSay('Stubble'),
    step: 0.1,
    slider: [0, 3],
  }),
  clusterSize: real([1, 3], 'none', 'Mean follicles or dots of a cluster; 1 is the even pattern', {
    label: toSay('Dots per cluster'),
    step: 0.1,
    assumed: true,
  }),
  keepClearMm: real([0, 1.5], 'mm', 'Least distance of an SMP dot from a hair follicle, mm', {
    label: toSay('Clear of follicles'),
    step: 0.05,
    assumed: true,
  }),
  cut: cut.register(FIELD_WORDS, { label: toSay('Cut') }),
  brows: share('How full the brows are; 0 for none, lashes either', {
    label: toSay('Brows'),
    step: 0.05,
    assumed: true,
  }),
  beard: z.strictObject({
    density: share('How full the beard grows; 0 for none', {
      label: toSay('Beard'),
      step: 0.05,
      assumed: true,
    }),
    lengthMm: real(BEARD_RANGE_MM, 'mm', 'Length of the beard, mm', {
      label: toSay('Beard length'),
      step: 0.1,
    }),
  }),
  loss: loss.register(FIELD_WORDS, { label: toSay('Loss pattern') }),
  scars: z.array(scar).max(8),
});
