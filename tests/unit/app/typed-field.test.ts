import { expect, test } from 'vitest';
import { TypedField } from '../../../src/app/parts/typed-field.ts';

/** A field from 0.1 to 2 mm that stands at 0.5. */
function field() {
  const input = { value: '0.5', type: 'number', inputMode: '', autocomplete: '' };
  const told: string[] = [];
  const written: number[] = [];
  let value = 0.5;
  const typed = new TypedField(input as unknown as HTMLInputElement, {
    label: 'Depth',
    field: () => ({ range: [0.1, 2], unit: 'mm' }),
    get: () => value,
    set: (next) => {
      value = next;
      written.push(next);
    },
    tell: (words) => told.push(words),
  });
  const type = (text: string): void => {
    for (let end = 1; end <= text.length; end++) {
      input.value = text.slice(0, end);
      typed.type();
    }
    if (text === '') {
      input.value = '';
      typed.type();
    }
  };
  return { input, typed, type, told, written, value: () => value };
}

test('a decimal comma is a decimal sign, at no time the minimum', () => {
  const { input, type, typed, told, written, value } = field();
  expect([input.type, input.inputMode]).toEqual(['text', 'decimal']);
  type('0,4');
  typed.finish();
  expect(value()).toBe(0.4);
  expect(written).toEqual([0.4]);
  expect(told).toEqual([]);
});

test.each(['0,4x', '', 'abc', '1/2'])('%j is told, and the old value stays', (text) => {
  const { type, typed, told, value } = field();
  type(text);
  typed.finish();
  expect(value()).toBe(0.5);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^Depth: .*It stays 0\.5\.$/);
});

test('what was typed on the way to a text that is none is taken back', () => {
  const { type, typed, value } = field();
  type('1,2 kg');
  typed.finish();
  expect(value()).toBe(0.5);
});

test('a number outside goes to the end of the range, which is told', () => {
  const { type, typed, told, value } = field();
  type('40');
  expect(value()).toBe(0.5);
  typed.finish();
  expect(value()).toBe(2);
  expect(told).toEqual(['Depth goes from 0.1 to 2: 40 became 2.']);
});

test('steps start from what was typed, comma or not; leaving without typing says nothing', () => {
  const { input, typed, told, value } = field();
  typed.finish();
  expect(told).toEqual([]);
  input.value = '0,7';
  typed.plain();
  expect(input.value).toBe('0.7');
  typed.step(0.1);
  expect(value()).toBe(0.8);
});
