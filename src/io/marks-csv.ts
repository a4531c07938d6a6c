import { markPractice } from '../practice/marks/mark-practice.ts';
import type { PracticeRecord } from '../practice/record.ts';
import { taskNamed } from '../practice/task.ts';
import { nameCell } from './faults-csv.ts';

const HEADER = 'student,day,exercise,dots,mark,verdict,figure,rules';

/** Marks of patches as CSV, one row a mark: RFC 4180, with a header. */
export function marksCsv(records: readonly PracticeRecord[]): string {
  const lines = records.flatMap(({ student, day, task, dots }) =>
    markPractice(taskNamed(task), dots).map(({ name, verdict, figure, rules }) =>
      [
        nameCell(student),
        day,
        task,
        dots.length,
        name,
        verdict,
        nameCell(figure),
        rules.join(' '),
      ].join(),
    ),
  );
  return [HEADER, ...lines, ''].join('\r\n');
}
