import { describe, expect, test } from 'vitest';
import { directionOf, visualRuns } from '../../../src/paper/visual-runs.ts';

/** One file for letters up to Latin, another for the rest. */
const faceOf = (point: number) => (point < 0x250 ? 'latin' : 'other');
const drawn = (line: string, direction: 'ltr' | 'rtl' = directionOf(line)) =>
  visualRuns(line, direction, faceOf).map(({ text }) => text);

describe('a line in the order it is drawn', () => {
  test('from left to right it stays one run a file', () => {
    expect(drawn('Hairline 62 mm')).toEqual(['Hairline 62 mm']);
    expect(visualRuns('Δ 3', 'ltr', faceOf)).toEqual([
      { text: 'Δ', face: 'other' },
      { text: ' 3', face: 'latin' },
    ]);
  });

  test('from right to left, numbers and Latin words keep their own way', () => {
    expect(drawn('שער 62 קו').join('')).toBe('קו 62 שער');
    // A number and its unit change places, unless they are kept together.
    expect(drawn('שער 62 mm קו').join('')).toBe('קו mm 62 שער');
    expect(drawn('שער \u206662 mm\u2069 קו').join('')).toBe('קו 62 mm שער');
  });

  test('brackets are mirrored, so that they embrace what they did', () => {
    // From the left: an opening bracket, the word, a closing one.
    expect([...drawn('שער (קו)').join('')].filter((sign) => '()'.includes(sign))).toEqual([
      '(',
      ')',
    ]);
    expect(drawn('שער (קו)').join('').indexOf('(')).toBe(0);
  });

  test('marks stay with their letter, and signs of direction are not drawn', () => {
    expect(drawn('e\u0301x')).toEqual(['e\u0301x']);
    expect(drawn('\u2068Ann\u2069!').join('')).toBe('Ann!');
  });

  test('nothing is lost, whatever is mixed', () => {
    const line = 'خط 12.5 mm (A4) – שער 3:1';
    const letters = (text: string) => [...text].sort().join('');
    const mirrored = letters(line);
    expect(letters(drawn(line, 'rtl').join(''))).toBe(mirrored);
    expect(letters(drawn(line, 'ltr').join(''))).toBe(mirrored);
  });
});

test('a text runs as its first letter does', () => {
  expect(directionOf('12 (خط)')).toBe('rtl');
  expect(directionOf('12 mm, خط')).toBe('ltr');
  expect(directionOf('12')).toBe('ltr');
});
