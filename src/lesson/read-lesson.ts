import { DotworkError } from '../base/errors.ts';
import { childValue } from '../plan/shape.ts';
import { nearest, quoted } from '../plan/words.ts';
import { lessonPlan, stepPlan } from './lesson-plans.ts';
import { type Lesson, lessonSchema } from './lesson-schema.ts';

const FIX = 'See docs/training.md for what a lesson may hold.';

/** Whether a document says that it is a lesson. */
export function isLesson(json: unknown): boolean {
  return childValue(json, 'format') === 'dotwork-lesson';
}

/** Reads the text of a lesson. Throws a `usage` error that names the field and what it needs. */
export function parseLesson(text: string): Lesson {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new DotworkError('usage', `The lesson is no JSON: ${reason}.`, 'Mend it there.', cause);
  }
  return readLesson(json);
}

/** Checks a lesson, every plan in it and every question; see {@link parseLesson}. */
export function readLesson(json: unknown): Lesson {
  if (!isLesson(json)) {
    const fix = 'A lesson starts with "format": "dotwork-lesson", "version": 1.';
    throw new DotworkError('usage', 'This is not a lesson.', fix);
  }
  const read = lessonSchema.safeParse(json);
  if (!read.success) {
    const issue = read.error.issues[0]!;
    const at = issue.path.map(String).join('.');
    if (issue.code !== 'unrecognized_keys') {
      const what = issue.message.replace(/^Invalid input: /, '').replace(/\.$/, '');
      throw new DotworkError('usage', `The lesson is wrong at ${at}: ${what}.`, FIX);
    }
    const near = nearest(issue.keys[0]!, Object.keys(lessonSchema.shape));
    const where = at === '' ? 'A lesson' : at;
    const fix = near && at === '' ? `Did you mean ${quoted(near)}?` : FIX;
    throw new DotworkError('usage', `${where} has no field ${quoted(issue.keys[0]!)}.`, fix);
  }
  checkQuestions(read.data);
  checkPlans(read.data);
  return read.data;
}

function checkQuestions({ steps }: Lesson): void {
  steps.forEach(({ question }, i) => {
    const right = question?.answers.filter((answer) => answer.right).length;
    if (right === undefined || right === 1) return;
    throw new DotworkError(
      'usage',
      `The question of step ${i + 1} has ${right} right answers.`,
      'Mark exactly one answer with "right": true.',
    );
  });
}

function checkPlans(lesson: Lesson): void {
  const told = (where: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof DotworkError)) throw error;
      throw new DotworkError(error.code, `${where}: ${error.message}`, undefined, error);
    }
  };
  told('The plan of the lesson', () => lessonPlan(lesson));
  lesson.steps.forEach((step, i) => {
    told(`The plan of step ${i + 1}`, () => stepPlan(lesson, step));
    told(`What step ${i + 1} shows after its question`, () => stepPlan(lesson, step, true));
    step.claims?.forEach(({ of, than }, k) => {
      const plan = (set: typeof of) => stepPlan(lesson, { ...step, set: { ...step.set, ...set } });
      told(`Claim ${k + 1} of step ${i + 1}`, () => [plan(of), plan(than)]);
    });
  });
}
