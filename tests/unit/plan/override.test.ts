import { expect, test } from 'vitest';
import type { DotworkError } from '../../../src/base/errors.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { preset } from '../../../src/plan/presets.ts';
import { setPath } from '../../../src/plan/reading/override.ts';
import { fieldPaths } from '../../../src/plan/shape.ts';

test.each([
  ['technique.depositDepthMm', '0.5', (p: typeof DEFAULT_PLAN) => p.technique.depositDepthMm, 0.5],
  ['seed', '7', (p: typeof DEFAULT_PLAN) => p.seed, 7],
  ['title', '2024', (p: typeof DEFAULT_PLAN) => p.title, '2024'],
  ['title', '"quoted"', (p: typeof DEFAULT_PLAN) => p.title, 'quoted'],
  [
    'hair.loss.grade',
    'III vertex',
    (p: typeof DEFAULT_PLAN) => p.hair.loss,
    { kind: 'norwood', grade: 'III vertex' },
  ],
  [
    'sessions.0.dilution',
    '20',
    (p: typeof DEFAULT_PLAN) => p.sessions[0],
    { cumulativeShare: 0.3, day: 0, dilution: 20 },
  ],
  ['head.measuresMm.length', '200', (p: typeof DEFAULT_PLAN) => p.head.measuresMm, { length: 200 }],
  [
    'needle',
    '{"code":"1003RL"}',
    (p: typeof DEFAULT_PLAN) => p.needle,
    { code: '1003RL', hairlineCode: '0801RL' },
  ],
])('%s=%s', (path, text, get, value) => {
  expect(get(setPath(DEFAULT_PLAN, path, text))).toEqual(value);
});

test('one field set leaves every other alone', () => {
  const plan = setPath(DEFAULT_PLAN, 'sessions.1.day', '20');
  expect(setPath(plan, 'sessions.1.day', '14')).toEqual(DEFAULT_PLAN);
  expect(setPath({ ...DEFAULT_PLAN, sessionsDone: 1 }, 'sessions.1.day', '20').sessionsDone).toBe(
    1,
  );
});

test('a new skin type brings its chromophores, the same one keeps tuned ones', () => {
  const tuned = setPath(DEFAULT_PLAN, 'skin.bloodFraction', '0.02');
  expect(setPath(tuned, 'skin.type', 'II')).toEqual(tuned);
  expect(setPath(DEFAULT_PLAN, 'skin.type', 'VI').skin).toMatchObject(
    preset('skin', 'VI').patch.skin!,
  );
});

test('a new kind brings its other fields; the same kind keeps them', () => {
  expect(setPath(DEFAULT_PLAN, 'hair.loss.kind', 'ludwig').hair.loss).toEqual({
    kind: 'ludwig',
    grade: 'II',
  });
  const five = setPath(DEFAULT_PLAN, 'hair.loss.grade', 'V');
  expect(setPath(five, 'hair.loss.kind', 'norwood')).toEqual(five);
});

test('the next index appends, and scars change kind by index', () => {
  const one = setPath(DEFAULT_PLAN, 'hair.scars.0', '{"kind":"fue","dotsPerCm2":12}');
  expect(one.hair.scars).toEqual([{ kind: 'fue', dotsPerCm2: 12 }]);
  expect(setPath(one, 'hair.scars.0.kind', 'patch').hair.scars[0]).toMatchObject({ kind: 'patch' });
  expect(
    setPath(one, 'hair.scars.0', '{"kind":"fut","lengthMm":200,"widthMm":2}').hair.scars,
  ).toHaveLength(1);
  expect(() => setPath(one, 'hair.scars.5.kind', 'fut')).toThrow(
    'Use an index up to 1; 1 appends one.',
  );
});

test.each([
  ['technique.depositDepth', 'Did you mean technique.depositDepthMm?'],
  ['depositDepthMm', 'Did you mean technique.depositDepthMm?'],
  ['technique.constructor', 'A plan has no field "technique.constructor".'],
  ['sessions.first', 'A plan has no field "sessions.first".'],
  ['hair.loss.remaining', 'A plan has no field "hair.loss.remaining".'],
  ['__proto__.x', 'A plan has no field "__proto__.x".'],
  ['', 'A path starts with format, version'],
])('the unknown path %j is a usage error', (path, sentence) => {
  const set = () => setPath(DEFAULT_PLAN, path, '1');
  expect(set).toThrow(sentence);
  expect(set).toThrow(expect.objectContaining({ code: 'usage' }) as DotworkError);
});

test.each([
  [
    'technique.depositDepthMm',
    '9',
    'Set technique.depositDepthMm to a number from 0.02 to 2.5 mm.',
  ],
  ['technique.depositDepthMm', 'deep', 'technique.depositDepthMm is "deep", which is not allowed.'],
  ['technique.depositDepthMm', '', 'technique.depositDepthMm is "", which is not allowed.'],
  ['sessionsDone', '4', 'Set sessionsDone to a whole number from 0 to 3.'],
  ['hair.loss.kind', 'norwod', 'Did you mean "norwood"?'],
])('a wrong value, %s=%s, is told as in a file', (path, text, sentence) => {
  expect(() => setPath(DEFAULT_PLAN, path, text)).toThrow(sentence);
});

test('every listed path can be set to what it already is', () => {
  for (const path of fieldPaths(DEFAULT_PLAN)) {
    const value = path
      .split('.')
      .reduce<unknown>((here, key) => (here as never)?.[key], DEFAULT_PLAN);
    if (value === undefined) continue;
    expect(setPath(DEFAULT_PLAN, path, JSON.stringify(value)), path).toEqual(DEFAULT_PLAN);
  }
});
