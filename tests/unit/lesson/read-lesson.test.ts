import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lessonPlan, stepPlan } from '../../../src/lesson/lesson-plans.ts';
import { type Lesson, lessonJsonSchema } from '../../../src/lesson/lesson-schema.ts';
import { parseLesson, readLesson } from '../../../src/lesson/read-lesson.ts';
import { lessonNamed, shippedLessons } from '../../../src/lesson/shipped-lessons.ts';
import { faultSet } from '../../../src/practice/faults/fault-set.ts';

const SMALL = {
  format: 'dotwork-lesson',
  version: 1,
  name: 'own',
  title: 'Our own',
  about: 'A lesson of a school.',
  minutes: 3,
  case: 'norwood-6',
  steps: [
    {
      title: 'One',
      text: ['Look.'],
      set: { 'technique.depositDepthMm': 0.5 },
      question: {
        ask: 'How deep?',
        answers: [
          { text: '0.5 mm', why: 'Yes.', right: true },
          { text: '1 mm', why: 'No.' },
        ],
        show: { 'healing.ageDays': 365 },
      },
    },
  ],
};

test('the committed JSON Schema is the generated one (UPDATE_SCHEMA=1 writes it)', () => {
  const committed = new URL('../../../presets/lesson.schema.json', import.meta.url);
  const generated = `${JSON.stringify(lessonJsonSchema(), null, 2)}\n`;
  if (process.env.UPDATE_SCHEMA) {
    writeFileSync(committed, generated);
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
    execFileSync(process.execPath, [biome, 'format', '--write', fileURLToPath(committed)]);
  }
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(JSON.parse(generated));
});

describe('shipped lessons', () => {
  test('there are six and more; names are those of their files, so that links lead to them', () => {
    const all = shippedLessons();
    expect(all.length).toBeGreaterThanOrEqual(6);
    for (const { name } of all) {
      const file = new URL(`../../../presets/lessons/${name}.json`, import.meta.url);
      expect(parseLesson(readFileSync(file, 'utf8')).name).toBe(name);
      expect(lessonNamed(name).name).toBe(name);
    }
  });

  test.each(shippedLessons().map((lesson) => ({ name: lesson.name, lesson })))(
    '$name asks at least twice, gives a reason for every answer, claims something, has sources',
    ({ lesson }) => {
      const { steps } = lesson;
      expect(steps.filter(({ question }) => question).length).toBeGreaterThanOrEqual(2);
      expect(steps.flatMap(({ claims = [] }) => claims).length).toBeGreaterThan(0);
      expect(steps.flatMap(({ sources = [] }) => sources).length).toBeGreaterThan(0);
      // The right answer is not always the first, and in the list it is no longer than what fits a button.
      for (const { question } of steps) {
        for (const { text } of question?.answers ?? []) expect(text.length).toBeLessThan(140);
      }
    },
  );

  test('cases that the lesson on hairlines leads to have the faults it told of, one each', () => {
    const { open } = lessonNamed('hairline').steps.at(-1)!;
    if (open?.kind !== 'faults') throw new Error('its last step opens no cases');
    const { seed, cases: length, faults = null } = open;
    const put = faultSet({ seed, length, faults }).flatMap((one) => one.put);
    const names = put.map(({ fault }) => fault.name);
    expect(names.toSorted()).toEqual(['closed-temples', 'hard-edge', 'ruled-line']);
  });

  test('the right answer is not always in the same place', () => {
    const places = shippedLessons().flatMap(({ steps }) =>
      steps.flatMap(({ question }) => question?.answers.findIndex(({ right }) => right) ?? []),
    );
    expect(new Set(places).size).toBeGreaterThan(1);
  });
});

test('steps do not build on each other; an answer shows what the question asked about', () => {
  const lesson = readLesson(SMALL);
  const [step] = lesson.steps;
  expect(lessonPlan(lesson).technique.depositDepthMm).toBe(0.4);
  expect(stepPlan(lesson, step!).technique.depositDepthMm).toBe(0.5);
  expect(stepPlan(lesson, step!).healing.ageDays).not.toBe(365);
  expect(stepPlan(lesson, step!, true).healing.ageDays).toBe(365);
});

/** The small lesson with its one step, or its question, changed. */
const withStep = (change: object) => ({ ...SMALL, steps: [{ ...SMALL.steps[0]!, ...change }] });

test.each<readonly [string, unknown, RegExp]>([
  ['no lesson', { format: 'dotwork-plan', version: 1 }, /This is not a lesson/],
  ['a field too much', { ...SMALL, mintues: 3 }, /no field "mintues"\. Did you mean "minutes"\?/],
  ['no minutes', { ...SMALL, minutes: undefined }, /wrong at minutes/],
  ['an unknown case', { ...SMALL, case: 'norwod-6' }, /The plan of the lesson: .*"norwood-6"/],
  ['a view that is none', withStep({ view: 'top' }), /wrong at steps\.0\.view/],
  ['a way to nowhere', withStep({ open: { kind: 'map' } }), /wrong at steps\.0\.open.*"faults"/],
  [
    'a set that there is none of',
    withStep({ open: { kind: 'faults', seed: 1, cases: 0 } }),
    /wrong at steps\.0\.open\.cases/,
  ],
  [
    'a value out of range',
    withStep({ set: { 'technique.depositDepthMm': 9 } }),
    /The plan of step 1: technique\.depositDepthMm is 9 mm, more than/,
  ],
  [
    'a path that is none',
    withStep({ set: { 'technique.depth': 0.4 } }),
    /The plan of step 1: A plan has no field "technique\.depth"/,
  ],
  [
    'two right answers',
    withStep({
      question: {
        ask: '?',
        answers: [
          { text: 'a', why: 'b', right: true },
          { text: 'c', why: 'd', right: true },
        ],
      },
    }),
    /step 1 has 2 right answers\. Mark exactly one/,
  ],
  [
    'a rule that is none',
    withStep({ claims: [{ kind: 'finding', rule: 'deep', of: {}, than: {} }] }),
    /wrong at steps\.0\.claims\.0\.rule/,
  ],
])('%s is told with its place', (_, json, words) => {
  expect(() => readLesson(json as Lesson)).toThrow(words);
});

test('text that is no JSON is told as such', () => {
  expect(() => parseLesson('{')).toThrow(/The lesson is no JSON/);
});
