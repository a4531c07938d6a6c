import { expect, test } from 'vitest';
import { marksCsv } from '../../../src/io/marks-csv.ts';
import type { PracticeRecord } from '../../../src/practice/record.ts';
import { evenDots } from '../../helpers/practice-patch.ts';

test('marks of patches become a row each, and a name is never a formula', () => {
  const dots = evenDots(30, 1.12, 3).map(({ x, y }, i) => ({
    ...{ xMm: x, yMm: y, depthMm: 1.1, tiltDeg: null, doseShare: 1, atMs: 700 * i },
  }));
  const record: PracticeRecord = {
    format: 'dotwork-practice',
    version: 1,
    task: 'patch',
    day: '2026-03-02',
    student: '=Ng, A',
    dots,
  };
  const lines = marksCsv([record]).split('\r\n');
  expect(lines[0]).toBe('student,day,exercise,dots,mark,verdict,figure,rules');
  expect(lines.at(-1)).toBe('');
  const rows = lines.slice(1, -1);
  expect(rows).toHaveLength(10);
  for (const row of rows) expect(row).toMatch(/^"'=Ng, A",2026-03-02,patch,\d+,/);
  expect(rows.find((row) => row.includes(',depth,'))).toMatch(/,depth,poor,.*too-deep/);
});
