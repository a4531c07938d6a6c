import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evenDots } from '../helpers/practice-patch.ts';
import { dotwork } from './command.ts';

const file = join(mkdtempSync(join(tmpdir(), 'dotwork-mark-')), 'practice.json');
const dots = evenDots(30, 1.12, 3).map(({ x, y }, i) => ({
  ...{ xMm: x, yMm: y, depthMm: x > 22 ? 1.1 : 0.4, tiltDeg: null, doseShare: 1, atMs: 700 * i },
}));
const record = {
  ...{ format: 'dotwork-practice', version: 1, task: 'patch', student: 'A', day: '2026-03-02' },
  dots,
};

test('mark tells what is deep, by which rule and where, and a file of another kind in words', async () => {
  writeFileSync(file, JSON.stringify(record));
  const { marks, short } = JSON.parse((await dotwork(['mark', file, '--json'])).stdout);
  expect(short).toBe('7 of 8 good');
  const depth = marks.find(({ name }: { name: string }) => name === 'depth');
  expect(depth).toMatchObject({
    verdict: 'poor',
    rules: expect.arrayContaining(['deep-for-region']),
  });
  expect(depth.places[0].xMm).toBeGreaterThan(22);
  writeFileSync(file, '{"format":"dotwork-plan","version":1}');
  const refused = await dotwork(['mark', file]);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toMatch(/This is no exercise: .*Choose a file that Practice exported/);
});
