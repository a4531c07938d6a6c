import type { CaseResult } from '../engine/practice/mark-answers.ts';
import type { FaultAnswers } from '../practice/faults/answers.ts';
import type { MarkVerdict } from '../practice/faults/score.ts';

/** A student's answers, marked. */
export interface MarkedAnswers {
  readonly answers: FaultAnswers;
  readonly results: readonly CaseResult[];
}

type Row = { readonly answers: FaultAnswers; readonly one: CaseResult };

const counted = (verdict: MarkVerdict) => (row: Row) =>
  String(row.one.result.marks.filter((mark) => mark.verdict === verdict).length);

const COLUMNS: readonly (readonly [header: string, text: (row: Row) => string])[] = [
  ['student', ({ answers }) => nameCell(answers.student)],
  ['day', ({ answers }) => answers.day],
  ['seed', ({ answers }) => String(answers.set.seed)],
  ['length', ({ answers }) => String(answers.set.length)],
  ['faults', ({ answers }) => String(answers.set.faults ?? '1-4')],
  ['case', ({ one }) => String(one.made.number)],
  ['person', ({ one }) => one.made.person],
  ['key', ({ one }) => one.made.key.map(({ fault, site }) => `${fault.name}@${site}`).join(' ')],
  ['found', counted('found')],
  ['misplaced', counted('misplaced')],
  ['misnamed', counted('misnamed')],
  ['follows', counted('follows')],
  ['again', counted('again')],
  ['false', counted('false')],
  ['missed', ({ one }) => one.result.missed.join(' ')],
  ['score', ({ one }) => one.result.score.toFixed(3)],
];

/** Results as CSV, one row a case: RFC 4180, with a header. */
export function faultsCsv(all: readonly MarkedAnswers[]): string {
  const rows = all.flatMap(({ answers, results }) => results.map((one) => ({ answers, one })));
  const lines = rows.map((row) => COLUMNS.map(([, text]) => text(row)).join(','));
  return [COLUMNS.map(([header]) => header).join(','), ...lines, ''].join('\r\n');
}

/** A name that a spreadsheet reads as a name: quoted where it must be, never as a formula. */
export function nameCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
