import { afterEach, expect, test } from 'vitest';
import { ENGLISH } from '../../../src/base/language/languages.ts';
import { language, speak } from '../../../src/base/language/say.ts';
import { tellIn, unitSystem } from '../../../src/base/language/units.ts';
import { speakAsAsked } from '../../../src/cli/language.ts';

afterEach(() => {
  speak(ENGLISH);
  tellIn('metric');
});

test('language and units are taken wherever they stand; the rest goes on as it was', async () => {
  const rest = await speakAsAsked([
    'sheet',
    '--lang',
    'en',
    'plan.json',
    '--units=inch',
    '-o',
    'x',
  ]);
  expect(rest).toEqual(['sheet', 'plan.json', '-o', 'x']);
  expect(language().code).toBe('en');
  expect(unitSystem()).toBe('inch');
});

test('without them it is English and metric, whatever the machine speaks', async () => {
  expect(await speakAsAsked(['sheet', '--', '--lang', 'de'])).toEqual([
    'sheet',
    '--',
    '--lang',
    'de',
  ]);
  expect(language()).toBe(ENGLISH);
  expect(unitSystem()).toBe('metric');
});

test.each([
  [['--lang', 'xx'], /speak "xx"/],
  [['--lang'], /--lang lacks its value/],
  [['--units', 'ells'], /"ells" are no units.*metric, inch/],
])('%j is refused by name', async (argv, words) => {
  await expect(speakAsAsked(argv)).rejects.toThrow(words);
});
