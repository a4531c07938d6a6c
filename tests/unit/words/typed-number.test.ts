import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NumberField, readTyped } from '../../../src/words/typed-number.ts';

const DEPTH: NumberField = { range: [0.1, 2], unit: 'mm' };
const DAYS: NumberField = { range: [0, 3650], unit: 'days', whole: true };
const LENGTH: NumberField = { range: [80, 700], unit: 'mm' };
const SHARE: NumberField = { range: [0, 1], unit: 'share' };
const OFFSET: NumberField = { range: [-20, 60], unit: 'mm' };
const SEED: NumberField = { range: [0, 4294967295], whole: true };

const value = (text: string, field: NumberField) => {
  const typed = readTyped(text, field);
  return typed.kind === 'number' ? typed.value : typed.kind;
};

describe('a number as it is typed', () => {
  test.each<readonly [string, NumberField, number]>([
    ['0,4', DEPTH, 0.4],
    ['0.4', DEPTH, 0.4],
    [' 0,40 ', DEPTH, 0.4],
    ['0,4 mm', DEPTH, 0.4],
    ['0,04cm', DEPTH, 0.4],
    ['400 µm', DEPTH, 0.4],
    [',4', DEPTH, 0.4],
    ['.4', DEPTH, 0.4],
    ['0,', DEPTH, 0],
    ['0,125', DEPTH, 0.125],
    ['1.125', DEPTH, 1.125],
    ['1,125', DEPTH, 1.125],
    ['٠٫٤', DEPTH, 0.4],
    ['０．４', DEPTH, 0.4],
    ['1.826', DAYS, 1826],
    ['1,826', DAYS, 1826],
    ['1 826 days', DAYS, 1826],
    ['52 weeks', DAYS, 364],
    ['22,6 in', LENGTH, 574.04],
    ['57,4 cm', LENGTH, 574],
    ['6 %', SHARE, 0.06],
    ['0,06', SHARE, 0.06],
    ['−5', OFFSET, -5],
    ['-5,5', OFFSET, -5.5],
    ["4'294'967'295", SEED, 4294967295],
    ['4.294.967.295', SEED, 4294967295],
    ['4,294,967,295', SEED, 4294967295],
    ['1.234.567,0', SEED, 1234567],
    ['1e3', SEED, 1000],
    ['9', DEPTH, 9],
  ])('%j', (text, field, expected) => {
    expect(value(text, field)).toBe(expected);
  });

  test.each<readonly [string, NumberField]>([
    ['O,4', DEPTH],
    ['0,4,5', DEPTH],
    ['0.4.5', DEPTH],
    ['1/2', DEPTH],
    ['0,4 kg', DEPTH],
    ['0..4', DEPTH],
    ['12 34', DAYS],
    ['NaN', DEPTH],
    ['Infinity', DEPTH],
    ['0x10', SEED],
    ['2,5', DAYS],
    ['-', OFFSET],
    ['5 %', DEPTH],
  ])('%j is refused, in words', (text, field) => {
    expect(readTyped(text, field)).toMatchObject({ kind: 'refused', why: expect.any(String) });
  });

  test('what can mean two numbers is not guessed; nothing typed is nothing', () => {
    const typed = readTyped('1,234', { range: [0, 5000], unit: 'mm' });
    expect(typed).toMatchObject({ why: expect.stringContaining('1.234 or 1234') });
    expect(value('', DEPTH)).toBe('blank');
    expect(value(' \u00a0', DEPTH)).toBe('blank');
  });

  test('every number is read as it was, with a dot, a comma and as locales write it', () => {
    const locales = ['en', 'de', 'fr', 'de-CH', 'ar-EG', 'hi', 'fa'];
    fc.assert(
      fc.property(fc.integer({ min: -99_999, max: 9_999_999 }), (hundredths) => {
        const number = hundredths / 100;
        // A field in which no other reading of the same digits lies.
        const field: NumberField = { range: [number - 0.5, number + 0.5] };
        expect(value(String(number), field)).toBe(number);
        expect(value(String(number).replace('.', ','), field)).toBe(number);
        for (const locale of locales)
          expect(value(number.toLocaleString(locale), field), locale).toBe(number);
      }),
      { numRuns: 200 },
    );
  });
});
