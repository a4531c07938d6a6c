import * as z from 'zod';
import { DotworkError } from '../base/errors.ts';
import { say } from '../base/language/say.ts';
import type { PracticeDot } from './hand.ts';
import { PATCH_MM, TASK_NAMES } from './task.ts';

const onPatchMm = z.number().min(0).max(PATCH_MM);

const recordSchema = z.strictObject({
  format: z.literal('dotwork-practice'),
  version: z.literal(1),
  task: z.enum(TASK_NAMES),
  student: z.string().max(80),
  /** Day it was done, ISO 8601. */
  day: z.iso.date(),
  dots: z
    .array(
      z.strictObject({
        xMm: onPatchMm,
        yMm: onPatchMm,
        depthMm: z.number().min(0.02).max(2.5),
        tiltDeg: z.number().min(0).max(90).nullable(),
        doseShare: z.number().min(0.1).max(5),
        atMs: z.number().min(0).max(86_400_000),
      }),
    )
    .max(2000),
});

/** An exercise as a file has it. */
export interface PracticeRecord extends Omit<z.infer<typeof recordSchema>, 'dots'> {
  readonly dots: readonly PracticeDot[];
}

/** Reads the text of an exercise's file. Throws a `usage` error that names what is wrong. */
export function parsePractice(text: string): PracticeRecord {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DotworkError(
      'usage',
      say('This is no JSON.'),
      say('Choose an exported exercise.'),
      cause,
    );
  }
  return checkPractice(json);
}

/** An exercise as it may come from a file or storage. Throws as {@link parsePractice}. */
export function checkPractice(json: unknown): PracticeRecord {
  const read = recordSchema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path.join('.');
  throw new DotworkError(
    'usage',
    say('This is no exercise: {what}.', {
      what: `${path ? `${path}: ` : ''}${issue?.message ?? 'unreadable'}`,
    }),
    say('Choose a file that Practice exported.'),
  );
}
