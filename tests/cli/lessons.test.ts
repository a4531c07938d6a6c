import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { dotwork, scratch } from './command.ts';

const folder = scratch();
afterAll(folder.end);

const look = (of: number, than: number) => ({
  ...{ kind: 'look', measure: 'width', is: 'more' },
  of: { 'technique.depositDepthMm': of },
  than: { 'technique.depositDepthMm': than },
});

const lesson = {
  ...{ format: 'dotwork-lesson', version: 1, name: 'ours', title: 'Ours', about: 'Short.' },
  minutes: 2,
  steps: [
    { title: 'One', text: ['Deeper is wider.'], claims: [look(1, 0.4)] },
    { title: 'Two', text: ['Shallower is wider.'], claims: [look(0.4, 1)] },
  ],
};

test('lessons lists what comes along, with its links', async () => {
  const { lessons } = JSON.parse((await dotwork(['lessons'])).stdout);
  expect(lessons.length).toBeGreaterThanOrEqual(6);
  expect(lessons[0]).toMatchObject({ name: 'depth', link: '#lesson=depth', steps: 5 });
});

test('what a school says is held against the engine, and what is false is told', async () => {
  const file = folder.at('ours.json');
  writeFileSync(file, JSON.stringify(lesson));
  const { status, stdout, stderr } = await dotwork(['lessons', file]);
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /1 claim of this lesson does not hold in the engine\. Change what is said/,
  );
  const { claims, questions } = JSON.parse(stdout);
  expect(questions).toBe(0);
  expect(claims.map(({ step, holds }: { step: number; holds: boolean }) => [step, holds])).toEqual([
    [1, true],
    [2, false],
  ]);
  const [wide, narrow] = claims[0].measured;
  expect(wide).toBeGreaterThan(1.5 * narrow);
  expect(claims[1].measured).toEqual([narrow, wide]);
  expect(readFileSync(file, 'utf8')).toBe(JSON.stringify(lesson));
}, 60_000);

test('a lesson that is none is refused by its name, its place and a near name', async () => {
  const file = folder.at('wrong.json');
  writeFileSync(file, JSON.stringify({ ...lesson, minutes: 0 }));
  const wrong = await dotwork(['lessons', file]);
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toMatch(/wrong\.json: The lesson is wrong at minutes/);
  const unknown = await dotwork(['lessons', 'dept']);
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).toMatch(/There is no lesson "dept"\. Did you mean "depth"\?/);
});
