import { readFileSync } from 'node:fs';
import { DotworkError } from '../../../base/errors.ts';
import { plural } from '../../../base/quantity-words.ts';
import { requestGpu } from '../../../gpu/request.ts';
import { ClaimChecker, type ClaimResult } from '../../../lesson/claims/check-claims.ts';
import type { Lesson } from '../../../lesson/lesson-schema.ts';
import { parseLesson } from '../../../lesson/read-lesson.ts';
import { lessonNamed, shippedLessons } from '../../../lesson/shipped-lessons.ts';
import { printJson } from '../../output.ts';
import { noteInput } from '../../run-files.ts';
import type { GlobalOptions } from '../../simulate-plan.ts';
import { statOf } from '../../stat-of.ts';

/** `dotwork lessons`: what is shipped, or one lesson read and its claims held against the engine. */
export async function lessons(argument: string | undefined, options: GlobalOptions): Promise<void> {
  if (argument === undefined) {
    const listed = shippedLessons().map((lesson) => ({
      ...told(lesson),
      link: `#lesson=${lesson.name}`,
    }));
    await printJson({ lessons: listed });
    return;
  }
  const lesson = lessonAt(argument);
  const results = await claimsOf(lesson, options);
  const failed = results.filter(({ holds }) => !holds).length;
  await printJson({ ...told(lesson), claims: results });
  if (failed === 0) return;
  throw new DotworkError(
    'plan',
    `${plural(failed, 'claim')} of this lesson ${failed === 1 ? 'does' : 'do'} not hold in the engine.`,
    'Change what is said, or the plans it is said of.',
  );
}

async function claimsOf(lesson: Lesson, { adapter }: GlobalOptions): Promise<ClaimResult[]> {
  if (lesson.steps.every(({ claims = [] }) => claims.length === 0)) return [];
  const checker = new ClaimChecker(await requestGpu(adapter));
  const results = await checker.check(lesson);
  await checker.destroy();
  return results;
}

function told({ name, title, about, minutes, steps }: Lesson) {
  const questions = steps.filter(({ question }) => question).length;
  return { name, title, about, minutes, steps: steps.length, questions };
}

function lessonAt(argument: string): Lesson {
  const found = statOf(argument);
  if (found?.isDirectory()) {
    throw new DotworkError('file', `${argument} is a folder.`, 'Name a lesson file in it.');
  }
  if (!found && /[./\\]/.test(argument)) {
    throw new DotworkError('file', `There is no file ${argument}.`, 'Check the name.');
  }
  if (!found) return lessonNamed(argument);
  noteInput(argument, 'the lesson itself');
  try {
    return parseLesson(readFileSync(argument, 'utf8'));
  } catch (error) {
    if (error instanceof DotworkError) {
      throw new DotworkError(error.code, `${argument}: ${error.message}`, undefined, error);
    }
    const { code } = error as NodeJS.ErrnoException;
    throw new DotworkError('file', `${argument} cannot be read (${code}).`, undefined, error);
  }
}
