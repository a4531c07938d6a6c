import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { dotwork, scratch } from './command.ts';

const folder = scratch();
afterAll(folder.end);

test('faults makes a set with its key, and marks answers to it as JSON and CSV', async () => {
  const set = folder.at('class');
  const made = await dotwork([
    ...['faults', '--seed', '7', '--cases', '2', '--faults', '2', '-o', set, '--json'],
  ]);
  expect([made.status, made.stderr]).toEqual([0, '']);
  const { cases, files } = JSON.parse(made.stdout);
  expect(files).toEqual(['case-01.json', 'case-02.json', 'key.json'].map((n) => join(set, n)));
  const plan = JSON.parse(readFileSync(join(set, 'case-01.json'), 'utf8'));
  expect(plan).toMatchObject({ format: 'dotwork-plan', title: 'Find the fault, case 1' });
  // Every fault named on its place, but for one that is missed.
  const [first, second] = cases;
  const marks = (key: { fault: string; places: { middleMm: number[] }[] }[]) =>
    key.map(({ fault, places }) => ({ fault, placeMm: places[0]?.middleMm ?? null }));
  const answers = {
    ...{ format: 'dotwork-faults', version: 1, student: 'Ng, A', day: '2026-03-02' },
    set: { seed: 7, length: 2, faults: 2 },
    answers: [
      { case: 1, marks: marks(first.key) },
      { case: 2, marks: marks(second.key.slice(1)) },
    ],
  };
  const file = folder.at('answers.json');
  writeFileSync(file, JSON.stringify(answers));
  const marked = JSON.parse((await dotwork(['faults', file, '--json'])).stdout);
  expect(marked.results[0]).toMatchObject({
    student: 'Ng, A',
    score: 0.75,
    cases: [
      { score: 1, missed: [] },
      { score: 0.5, missed: [second.key[0].fault] },
    ],
  });
  const csv = (await dotwork(['faults', file, '--csv'])).stdout.split('\r\n');
  expect(csv).toHaveLength(4);
  expect(csv[1]).toMatch(/^"Ng, A",2026-03-02,7,2,2,1,.*,2,0,0,0,0,0,,1.000$/);
  writeFileSync(file, '{"format":"dotwork-practice","version":1}');
  const refused = await dotwork(['faults', file]);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toMatch(/These are no answers: .*Choose a file that Find the fault/);
}, 60_000);
