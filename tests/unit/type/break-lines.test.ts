import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenLines } from '../../../src/type/break-lines.ts';

/** Every letter as wide as another. */
const broken = (text: string, room: number) =>
  brokenLines(text, room, (line) => Array.from(line).length);

test('lines end at spaces, and as late as they can', () => {
  expect(broken('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  expect(broken('  one  ', 9)).toEqual(['one']);
  expect(broken('', 9)).toEqual([]);
});

test('a word wider than a line is broken inside, marks stay on their letters', () => {
  expect(broken('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
  expect(broken('e\u0301e\u0301e\u0301', 4)).toEqual(['e\u0301e\u0301', 'e\u0301']);
});

test('what is written without spaces is broken between words, with its full stop', () => {
  const japanese = '東京で働きます。';
  const lines = broken(japanese, 5);
  expect(lines.join('')).toBe(japanese);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.every((line) => !line.startsWith('。'))).toBe(true);
});

test('nothing is lost but spaces, and every line fits', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 2, max: 30 }), (text, room) => {
      const lines = broken(text, room);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      expect(lines.every((line) => Array.from(line).length <= room)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
