import * as z from 'zod';
import { SEED_RANGE } from '../../base/range.ts';
import { MAP_NAMES } from '../../engine/maps/map-names.ts';
import { HEAD_BASES } from '../../head/measures.ts';
import { SMALLEST_PICTURE_PX } from '../../io/caption.ts';
import { LIGHT_NAMES, MOST_GROWN_DAYS, NAMED_VIEWS } from '../../view/view-api.ts';

/** Most runs of one study; beyond that it is cut into several, or asked more cleverly. */
export const MOST_RUNS = 100_000;

const value = z.union([z.number(), z.string(), z.boolean()], {
  error: 'a number, a text, true or false is needed',
});
const path = z.string().min(1).max(120).describe('Path of a plan field, such as healing.ageDays');
const set = z.record(path, value).describe('Plan fields by path, and what they become');

const field = z
  .strictObject({
    path,
    values: z.array(value).min(1).max(10_000).optional(),
    from: z.number().optional(),
    to: z.number().optional(),
    steps: z.int().min(2).max(10_000).optional().describe('Values of a grid, both ends included'),
    scale: z.enum(['linear', 'log']).optional(),
  })
  .describe('A plan field that varies: over values, or from one number to another');

const vary = z
  .strictObject({
    kind: z.enum(['grid', 'list', 'latin', 'sobol']),
    fields: z.array(field).min(1).max(40).optional(),
    runs: z
      .union([z.int().min(1).max(MOST_RUNS), z.array(set).min(1).max(MOST_RUNS)], {
        error: `a whole number from 1 to ${MOST_RUNS} is needed, or for a list what each run sets`,
      })
      .optional(),
  })
  .describe('Every combination, a list of runs, or points spread over ranges');

const plan = z
  .strictObject({
    name: z.string().min(1).max(60),
    plan: z.union([z.string().min(1), z.record(z.string(), z.unknown())], {
      error: 'a case preset, a plan file or a plan is needed',
    }),
    set: set.optional(),
  })
  .describe('A plan by its preset or file, or written out, with what is changed about it');

const head = z
  .strictObject({
    name: z.string().min(1).max(60).optional(),
    base: z.enum(HEAD_BASES).optional(),
    percentile: z.number().min(1).max(99).optional(),
    scans: z.string().min(1).optional().describe('A scan, or a folder of them'),
  })
  .describe('A head by percentile, or scans');

const side = z.int().min(SMALLEST_PICTURE_PX).max(4096);
const picture = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and "-" are allowed'),
    view: z.enum(NAMED_VIEWS),
    widthPx: side.default(480),
    heightPx: side.default(480),
    distanceM: z.number().min(0.02).max(3.5).optional(),
    light: z.enum(LIGHT_NAMES).optional(),
    grownDays: z.number().min(0).max(MOST_GROWN_DAYS).optional(),
    map: z.enum(MAP_NAMES).optional(),
    before: z.boolean().optional(),
  })
  .describe('A picture of every run');

/** What a study is: plans, what varies about them, and what is kept of each. */
export const studySchema = z.strictObject({
  $schema: z.string().optional().describe('Address of this schema, for editors'),
  format: z.literal('dotwork-study'),
  version: z.literal(1),
  title: z.string().min(1).max(120),
  about: z.string().max(2000).default(''),
  plans: z
    .array(
      z.union([z.string().min(1), plan], {
        error: 'a case preset, a plan file, or an object with name, plan and set is needed',
      }),
    )
    .min(1)
    .max(1000),
  heads: z.array(head).min(1).max(1000).optional().describe("Without it, each plan's own head"),
  vary: vary.optional(),
  seed: z
    .int()
    .min(SEED_RANGE[0])
    .max(SEED_RANGE[1])
    .default(1)
    .describe('Of points spread at random'),
  outputs: z
    .strictObject({
      numbers: z
        .array(z.string().min(1).max(120))
        .min(1)
        .max(200)
        .optional()
        .describe('Paths in what `dotwork simulate` prints; without it, the main ones'),
      dot: z.boolean().default(false).describe('Colour, width and contrast of single dots, too'),
      pictures: z.array(picture).max(20).default([]),
      dots: z.boolean().default(false).describe('Every dot, as CSV'),
    })
    .prefault({}),
});

/** A study as its file has it, defaults filled in. */
export type Study = z.infer<typeof studySchema>;
export type StudyHead = z.infer<typeof head>;
export type StudyPicture = z.infer<typeof picture>;
export type StudyOutputs = Study['outputs'];
export type Vary = NonNullable<Study['vary']>;
export type VaryField = z.infer<typeof field>;
export type FieldValue = z.infer<typeof value>;
/** What a run sets, by path. */
export type Settings = Readonly<Record<string, FieldValue>>;
