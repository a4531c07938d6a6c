import { expect, test } from 'vitest';
import {
  cm2Words,
  depthWords,
  hoursWords,
  hundredthsWords,
  plural,
  shortMm,
  tenthsWords,
  wholeWords,
} from '../../../src/base/quantity-words.ts';
import { tapeWords } from '../../../src/words/tape.ts';

test('numbers are grouped by thousands and keep their digits', () => {
  expect([wholeWords(12_345.6), tenthsWords(1234.56), hundredthsWords(0.4)]).toEqual([
    '12,346',
    '1,234.6',
    '0.40',
  ]);
  expect([cm2Words(123.4), depthWords(0.4), shortMm(0.4)]).toEqual([
    '123 cm²',
    '0.40 mm',
    '0.4 mm',
  ]);
});

test('minutes are rounded before they become hours', () => {
  expect([0, 59.4, 59.6, 265].map(hoursWords)).toEqual(['0:00 h', '0:59 h', '1:00 h', '4:25 h']);
});

test('a count has its noun', () => {
  expect([plural(1, 'day'), plural(2, 'day'), plural(0, 'dot erased', 'dots erased')]).toEqual([
    '1 day',
    '2 days',
    '0 dots erased',
  ]);
});

test('a tape along the skin is never told as shorter than the straight way', () => {
  expect(tapeWords(84.2, 79)).toBe('84 mm along the skin, 79 mm straight');
  expect(tapeWords(2.999, 3.04)).toBe('3.0 mm along the skin, 3.0 mm straight');
});
