import { parsePractice } from '../../../practice/record.ts';
import { handOver } from '../../keep/hand-over.ts';
import { byEnding, JSON_FILES, pickFiles } from '../../parts/pick-files.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import type { Exercise } from './practice-state.ts';

/** Today by the calendar of this machine. */
export function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Hands the exercise over as a file. */
export async function exportPractice(page: Page, exercise: Exercise): Promise<void> {
  try {
    const record = exercise.record(today());
    await handOver(page, {
      name: `practice-${record.task}-${record.day}.json`,
      content: `${JSON.stringify(record, null, 1)}\n`,
      type: 'application/json',
    });
  } catch (error) {
    page.toast(errorWords(error), 'error');
  }
}

/** Asks for an exercise's file and opens it. */
export function importPractice(page: Page, exercise: Exercise): void {
  pickFiles({ accept: byEnding(JSON_FILES) }, ([file]) => {
    void file!
      .text()
      .then((text) => exercise.open(parsePractice(text)))
      .catch((error: unknown) => page.toast(`${file!.name}: ${errorWords(error)}`, 'error'));
  });
}
