import { readFileSync } from 'node:fs';
import { DotworkError } from '../../base/errors.ts';
import { markPractice, marksInShort } from '../../practice/marks/mark-practice.ts';
import { parsePractice } from '../../practice/record.ts';
import { taskNamed } from '../../practice/task.ts';
import { practiceLines } from '../../words/practice-words.ts';
import { printJson, printPieces } from '../output.ts';
import { noteInput } from '../run-files.ts';

/** `dotwork mark`: the marks of an exercise that Practice exported. */
export async function mark(file: string, { json }: { readonly json?: boolean }): Promise<void> {
  noteInput(file, 'the exercise itself');
  const record = parsePractice(textOf(file));
  const marks = markPractice(taskNamed(record.task), record.dots);
  if (json) {
    const { task, student, day, dots } = record;
    await printJson({
      ...{ task, student, day, dots: dots.length, short: marksInShort(marks) },
      units: 'mm on the patch: x to the right, y back from its front edge',
      marks,
    });
  } else await printPieces([`${practiceLines(record, marks).join('\n')}\n`]);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DotworkError('file', `${file} cannot be read (${code}).`, 'Check the name.', cause);
  }
}
