import * as z from 'zod';
import { SKIN_TYPES } from '../light/skin-types.ts';
import { RULES, type RuleName } from '../plan/remarks/rules.ts';
import { PIGMENTS_SOLD } from '../plan/sections/treatment.ts';
import { LAST_SEED, MOST_CASES, MOST_FAULTS } from '../practice/faults/fault-set.ts';
import { TASK_NAMES } from '../practice/task.ts';
import { NAMED_VIEWS } from '../view/view-api.ts';

/** What can be measured of dots on flat skin; see `claims/measure-look.ts`. */
export const MEASURES = ['contrast', 'coolness', 'width', 'shade', 'texture'] as const;
export type Measure = (typeof MEASURES)[number];

const words = (most: number) => z.string().min(1).max(most);
const set = z
  .record(
    words(120),
    z.union([z.number(), z.string(), z.boolean()], {
      error: 'a number, a text, true or false is needed',
    }),
  )
  .describe('Plan fields by path, and what they become');

const look = z
  .strictObject({
    kind: z.literal('look'),
    measure: z.enum(MEASURES),
    of: set,
    than: set,
    is: z.enum(['more', 'less']),
    times: z.number().min(1).max(1000).default(1).describe('At least so many times'),
    distanceM: z
      .number()
      .min(0.1)
      .max(10)
      .optional()
      .describe('For texture: how far the eye is away'),
    thanDistanceM: z.number().min(0.1).max(10).optional().describe('And for what it is held to'),
  })
  .describe('Dots of one plan look more so than those of another, on flat skin');

const finding = z
  .strictObject({
    kind: z.literal('finding'),
    rule: z.enum(Object.keys(RULES) as [RuleName, ...RuleName[]]),
    of: set,
    than: set,
  })
  .describe('A rule of docs/checks.md is broken by one plan and kept by another');

const claim = z.discriminatedUnion('kind', [look, finding], {
  error: 'a claim of kind "look" or "finding" is needed',
});

const answer = z.strictObject({
  text: words(200),
  why: words(600).describe('What is said once it was chosen'),
  right: z.literal(true).optional(),
});

const question = z.strictObject({
  ask: words(300),
  answers: z.array(answer).min(2).max(5),
  show: set.optional().describe('What the head shows once it is answered, over the step'),
});

const step = z.strictObject({
  title: words(80),
  text: z.array(words(900)).min(1).max(6).describe('Paragraphs'),
  set: set.optional().describe("Over the lesson's plan, in this step"),
  view: z.enum(NAMED_VIEWS).optional(),
  open: z
    .discriminatedUnion(
      'kind',
      [
        z.strictObject({ kind: z.literal('cut') }),
        z.strictObject({
          kind: z.literal('ladder'),
          besideSkin: z.enum(SKIN_TYPES).optional().describe('Skin of a second ladder'),
          besidePigment: z.enum(PIGMENTS_SOLD).optional().describe('Pigment of a second ladder'),
        }),
        z.strictObject({ kind: z.literal('practice'), task: z.enum(TASK_NAMES) }),
        z.strictObject({
          kind: z.literal('faults'),
          seed: z.int().min(0).max(LAST_SEED).describe('The same seed is the same set everywhere'),
          cases: z.int().min(1).max(MOST_CASES),
          faults: z
            .int()
            .min(1)
            .max(MOST_FAULTS)
            .optional()
            .describe('Of each case; from one up to four without'),
        }),
      ],
      { error: 'an object whose kind is "cut", "ladder", "practice" or "faults" is needed' },
    )
    .optional()
    .describe('What of the training room belongs to this step'),
  question: question.optional(),
  claims: z
    .array(claim)
    .max(8)
    .optional()
    .describe('What the step says, in a form the engine can hold it to'),
  sources: z.array(words(300)).max(8).optional(),
});

/** What a lesson is: a plan, and steps that change it, ask and explain. */
export const lessonSchema = z.strictObject({
  $schema: z.string().optional().describe('Address of this schema, for editors'),
  format: z.literal('dotwork-lesson'),
  version: z.literal(1),
  name: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, 'small letters, digits and "-" are allowed')
    .describe('As in its link, #lesson=name'),
  title: words(80),
  about: words(300),
  minutes: z.int().min(1).max(120),
  case: words(60).optional().describe('Case preset the plan starts from; the default plan without'),
  patch: z.record(z.string(), z.unknown()).optional().describe('Partial plan laid over it'),
  steps: z.array(step).min(1).max(20),
});

/** A lesson as its file has it. */
export type Lesson = Readonly<z.infer<typeof lessonSchema>>;
export type LessonStep = Lesson['steps'][number];
export type LessonQuestion = NonNullable<LessonStep['question']>;
export type LessonOpen = NonNullable<LessonStep['open']>;
export type Claim = NonNullable<LessonStep['claims']>[number];
export type LookClaim = Extract<Claim, { kind: 'look' }>;

/** JSON Schema (draft 2020-12) of a lesson file. */
export function lessonJsonSchema(): object {
  return { ...z.toJSONSchema(lessonSchema, { io: 'input' }), title: 'Dotwork lesson' };
}
