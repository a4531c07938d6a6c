import { expect, test } from 'vitest';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { setPath } from '../../../src/plan/reading/override.ts';
import { pictureWords, sceneWords } from '../../../src/plan/remarks/scene-words.ts';

const all = { divider: 0, revealMm: Number.POSITIVE_INFINITY };

test.each([
  ['healing.ageDays', '0', 'On the day of the last session · expected outcome'],
  ['healing.ageDays', '1', '1 day after the last session · expected outcome'],
  ['healing.ageDays', '1826', '5 years after the last session · expected outcome'],
  ['healing.outcome', 'best', '30 days after the last session · good outcome'],
  ['sessionsDone', '1', '30 days after session 1 of 3 · expected outcome'],
  ['sessionsDone', '0', 'Before treatment'],
])('%s=%s is told as such', (path, text, words) => {
  const plan = setPath(DEFAULT_PLAN, path, text);
  expect(sceneWords(plan)).toBe(words);
  expect(pictureWords(plan, all)).toBe(words);
});

test('a picture tells what it hides and which half is before', () => {
  const half = pictureWords(DEFAULT_PLAN, { divider: 0.5, revealMm: 40 });
  expect(half).toMatch(/ outcome · dots shown to 40 mm · left before, right after$/);
  expect(pictureWords(DEFAULT_PLAN, { ...all, divider: 1 })).toBe('Before treatment');
});
