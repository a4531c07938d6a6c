import * as z from 'zod';
import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { LAST_SEED, MOST_CASES, MOST_FAULTS } from './fault-set.ts';
import { FAULTS } from './faults.ts';

const placeMm = z.tuple([
  z.number().min(-1000).max(1000),
  z.number().min(-1000).max(1000),
  z.number().min(-1000).max(1000),
]) as z.ZodType<Vec3>;

const answersSchema = z.strictObject({
  format: z.literal('dotwork-faults'),
  version: z.literal(1),
  /** Which set it answers. */
  set: z.strictObject({
    seed: z.int().min(0).max(LAST_SEED),
    length: z.int().min(1).max(MOST_CASES),
    faults: z.int().min(1).max(MOST_FAULTS).nullable(),
  }),
  student: z.string().max(80),
  /** Day it was done, ISO 8601. */
  day: z.iso.date(),
  answers: z
    .array(
      z.strictObject({
        /** 1 for the first of the set. */
        case: z.int().min(1).max(MOST_CASES),
        marks: z
          .array(
            z.strictObject({
              fault: z.enum(FAULTS.map(({ name }) => name) as [string, ...string[]]),
              /** On the skin of the case's head, mm; null for all over. */
              placeMm: placeMm.nullable(),
            }),
          )
          .max(24),
      }),
    )
    .max(MOST_CASES),
});

/** A student's answers to a set, as a file has them. */
export type FaultAnswers = z.infer<typeof answersSchema>;

/** Reads the text of an answers' file. Throws a `usage` error that names what is wrong. */
export function parseAnswers(text: string): FaultAnswers {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DotworkError(
      'usage',
      say('This is no JSON.'),
      say('Choose exported answers.'),
      cause,
    );
  }
  return checkAnswers(json);
}

/** Answers as they may come from a file or storage. Throws as {@link parseAnswers}. */
export function checkAnswers(json: unknown): FaultAnswers {
  const refuse = (what: string): never => {
    throw new DotworkError(
      'usage',
      say('These are no answers: {what}.', { what }),
      say('Choose a file that Find the fault exported.'),
    );
  };
  const read = answersSchema.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    const path = issue?.path.join('.');
    return refuse(`${path ? `${path}: ` : ''}${issue?.message ?? 'unreadable'}`);
  }
  const { answers, set } = read.data;
  const numbers = answers.map((one) => one.case);
  const beyond = numbers.find((number) => number > set.length);
  if (beyond !== undefined)
    refuse(say('case {beyond} of a set of {set}', { beyond, set: set.length }));
  const twice = numbers.find((number, i) => numbers.indexOf(number) !== i);
  if (twice !== undefined) refuse(say('case {twice} is answered twice', { twice }));
  return read.data;
}
