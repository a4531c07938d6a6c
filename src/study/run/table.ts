import type { FieldValue } from '../document/study-schema.ts';
import type { ResultRow, StudyRun } from './study-run.ts';

/** A column of the table of results. */
export interface Column {
  readonly name: string;
  /** What the design sets, what came of it, or who it is. */
  readonly of: 'run' | 'set' | 'found';
  readonly values: readonly (FieldValue | null)[];
}

/** A run, and what it came to if it is through. */
export interface TableRow {
  readonly run: StudyRun;
  readonly row: ResultRow | undefined;
  readonly failed: string | undefined;
}

/** The table of a study by columns: who each run is, what it sets, what came of it. */
export function columnsOf(rows: readonly TableRow[]): Column[] {
  const column = (
    name: string,
    of: Column['of'],
    value: (row: TableRow) => FieldValue | null | undefined,
  ): Column => ({ name, of, values: rows.map((row) => value(row) ?? null) });
  const heads = rows.some(({ run }) => run.headName !== '');
  const failed = rows.some((row) => row.failed !== undefined);
  return [
    column('index', 'run', ({ run }) => run.index + 1),
    column('plan', 'run', ({ run }) => run.planName),
    ...(heads ? [column('head', 'run', ({ run }) => run.headName)] : []),
    ...namesOf(rows.map(({ run }) => run.settings)).map((name) =>
      column(name, 'set', ({ run }) => run.settings[name]),
    ),
    ...namesOf(rows.map(({ row }) => row ?? {})).map((name) =>
      column(name, 'found', ({ row }) => row?.[name]),
    ),
    ...(failed ? [column('failed', 'run', (row) => row.failed)] : []),
    column('run', 'run', ({ run }) => run.id),
  ];
}

function namesOf(records: readonly object[]): string[] {
  return [...new Set(records.flatMap(Object.keys))];
}

/** The table as CSV (RFC 4180), UTF-8, numbers with a point. */
export function tableCsv(columns: readonly Column[]): string {
  const count = columns[0]?.values.length ?? 0;
  const lines = [columns.map(({ name }) => cell(name))];
  for (let i = 0; i < count; i++) lines.push(columns.map(({ values }) => cell(values[i]!)));
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

function cell(value: FieldValue | null): string {
  if (value === null) return '';
  // A sheet must not take a name for a formula.
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : `${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
