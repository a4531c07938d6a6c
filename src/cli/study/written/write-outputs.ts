import type { Study } from '../../../study/document/study-schema.ts';
import type { StudyRun } from '../../../study/run/study-run.ts';
import { columnsOf, type TableRow, tableCsv } from '../../../study/run/table.ts';
import type { FailedRun, ResultsFolder } from '../results-folder.ts';
import { contactSheets } from './contact-sheet.ts';
import { tableParquet } from './parquet.ts';
import { reportPage } from './report-page.ts';

/** What was written. */
export interface Written {
  readonly done: number;
  readonly failed: readonly { readonly run: number; readonly reason: string }[];
  readonly files: readonly string[];
}

/** Writes table, sheets and report of what is there: of the whole study, or of what was done so far. */
export async function writeOutputs(
  folder: ResultsFolder,
  study: Study,
  runs: readonly StudyRun[],
  failures: readonly FailedRun[],
  version: string,
): Promise<Written> {
  const reasons = new Map(failures.map(({ id, reason }) => [id, reason]));
  const rows: TableRow[] = runs.map((run) => ({
    run,
    row: folder.find(run.id)?.row,
    failed: reasons.get(run.id),
  }));
  const through = rows.filter(({ row, failed }) => row || failed !== undefined);
  const columns = columnsOf(through);
  const files = ['results.csv', 'results.parquet'];
  folder.write('results.csv', tableCsv(columns));
  folder.write('results.parquet', tableParquet(columns, { title: study.title, dotwork: version }));
  const sheets: string[] = [];
  for (const picture of study.outputs.pictures) {
    for await (const { name, png } of contactSheets(study, picture, rows, folder.path)) {
      folder.write(name, png);
      sheets.push(name);
    }
  }
  const done = rows.filter(({ row }) => row).length;
  const failed = rows
    .filter((row) => row.failed !== undefined)
    .map(({ run, failed: reason }) => ({ index: run.index, reason: reason! }));
  const facts = { done, of: runs.length, version, failed, sheets };
  folder.write('report.html', reportPage(study, columns, facts));
  return {
    done,
    failed: failed.map(({ index, reason }) => ({ run: index + 1, reason })),
    files: [...files, ...sheets, 'report.html'],
  };
}
