import { DotworkError } from '../../base/errors.ts';
import { nearest, quoted } from '../../plan/words.ts';
import { type Study, studySchema } from './study-schema.ts';

const FIX = 'See docs/studies.md for what a study may hold.';

/** Reads the text of a study. Throws a `usage` error that names the field and what it needs. */
export function parseStudy(text: string): Study {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new DotworkError('usage', `The study is no JSON: ${reason}.`, 'Mend it there.', cause);
  }
  return readStudy(json);
}

/** Checks a study; see {@link parseStudy}. */
export function readStudy(json: unknown): Study {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new DotworkError('usage', 'A study is a JSON object.', FIX);
  }
  if ((json as { format?: unknown }).format === 'dotwork-plan') {
    throw new DotworkError(
      'usage',
      'This is a plan, not a study.',
      'Name it under "plans" of a study.',
    );
  }
  const read = studySchema.safeParse(json);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const near = nearest(key, Object.keys(studySchema.shape));
    throw new DotworkError(
      'usage',
      `${at === '' ? 'A study' : at} has no field ${quoted(key)}.`,
      near && at === '' ? `Did you mean ${quoted(near)}?` : FIX,
    );
  }
  throw new DotworkError(
    'usage',
    `The study is wrong${at && ` at ${at}`}: ${plain(issue.message)}.`,
    FIX,
  );
}

function plain(message: string): string {
  return message.replace(/^Invalid input: /, '').replace(/\.$/, '');
}
