import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { tableParquet } from '../../../src/cli/study/written/parquet.ts';
import { reportPage } from '../../../src/cli/study/written/report-page.ts';
import { sheetPages } from '../../../src/study/run/sheet-pages.ts';
import { columnsOf, type TableRow, tableCsv } from '../../../src/study/run/table.ts';
import { runsOf, studyOf } from '../../helpers/study/study.ts';

const vary = {
  kind: 'grid',
  fields: [
    { path: 'skin.type', values: ['I', 'VI'] },
    { path: 'healing.ageDays', values: [0, 30, 365] },
  ],
};
const study = studyOf({ title: 'Ages </script><b>', vary });
const runs = runsOf(study);
const rows: TableRow[] = runs.map((run, i) => ({
  run,
  row: i === 1 ? undefined : { dots: 100 + i, 'colour.deltaE2000': i / 3 },
  failed: i === 1 ? 'It broke, "badly".' : undefined,
}));
const columns = columnsOf(rows);

test('the table says who each run is, what it sets and what came of it', () => {
  expect(columns.map(({ name }) => name)).toEqual([
    ...['index', 'plan', 'skin.type', 'healing.ageDays'],
    ...['dots', 'colour.deltaE2000', 'failed', 'run'],
  ]);
  expect(columns[4]!.values).toEqual([100, null, 102, 103, 104, 105]);
});

test('as CSV, with what holds a comma or a quote in quotes', () => {
  const lines = tableCsv(columns).split('\r\n');
  expect(lines[2]).toBe(`2,default,I,30,,,"It broke, ""badly"".",${runs[1]!.id}`);
  expect(lines[3]).toBe(`3,default,I,365,102,${2 / 3},,${runs[2]!.id}`);
  expect(lines).toHaveLength(8);
});

test('a name that a sheet would take for a formula stays a text', () => {
  expect(tableCsv([{ name: 'plan', of: 'run', values: ['=1+1', -2] }])).toBe(
    "plan\r\n'=1+1\r\n-2\r\n",
  );
});

test('as Parquet, the same numbers to the last bit', async () => {
  const bytes = tableParquet(columns, { title: study.title });
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const read = await parquetReadObjects({ file: file as ArrayBuffer });
  expect(read).toEqual(
    rows.map((_, i) => Object.fromEntries(columns.map(({ name, values }) => [name, values[i]]))),
  );
});

test('a sheet has the last field across and the others down', () => {
  const [page, ...more] = sheetPages(study, rows);
  expect(more).toEqual([]);
  expect(page!.columns).toEqual(['ageDays 0', 'ageDays 30', 'ageDays 365']);
  expect(page!.rows).toEqual(['default · type I', 'default · type VI']);
  expect(page!.cells.map((cell) => cell?.run.index)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('runs that are no grid stand eight in a line, on as many sheets as it takes', () => {
  const many = studyOf({
    vary: { kind: 'latin', runs: 165, fields: [{ path: 'healing.ageDays', from: 0, to: 99 }] },
  });
  const pages = sheetPages(
    many,
    runsOf(many).map((run) => ({ run, row: {}, failed: undefined })),
  );
  expect(pages.map(({ rows: lines }) => lines.length)).toEqual([20, 1]);
  expect(pages[1]!.cells.filter(Boolean)).toHaveLength(5);
  expect(pages[1]!.cells).toHaveLength(8);
});

test('the report is one page that asks nothing of anywhere, and no text ends its scripts', () => {
  const page = reportPage(study, columns, {
    ...{ done: 5, of: 6, version: '0.0.0', sheets: [] },
    failed: [{ index: 1, reason: 'It broke, "badly".' }],
  });
  expect(page).toContain('Ages &lt;/script&gt;&lt;b&gt;');
  expect(page.match(/<\/script>/g)).toHaveLength(3);
  expect(page).toContain('Preview only');
  expect(page).toContain('Run 2: It broke, &quot;badly&quot;.');
  expect(page).not.toMatch(/(src|href)="https?:/);
});
