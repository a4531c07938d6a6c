import { expect, test } from 'vitest';
import { timeWords } from '../../../src/words/uncertainty/time-words.ts';

test('ages are said in the unit people would use', () => {
  const said = [0, 1, 30, 365.25, 913, 1826, 7305].map(timeWords);
  expect(said).toEqual([
    'On the day',
    'After a day',
    'After 30 days',
    'After 12 months',
    'After 2.5 years',
    'After 5 years',
    'After 20 years',
  ]);
});
