import { expect, test } from 'vitest';
import { outOf } from '../../../src/app/fill/page-ladders.ts';

const keys = ['001 100 a', '002 100 b', '003 100 c'];

test('the oldest ladders go until the rest fit', () => {
  expect(outOf(keys, 'd', 300)).toEqual([]);
  expect(outOf(keys, 'd', 299)).toEqual(['001 100 a']);
  expect(outOf(keys, 'd', 100).sort()).toEqual(['001 100 a', '002 100 b']);
  expect(outOf(keys, 'd', 0)).toHaveLength(3);
});

test('one kept again leaves its old place, and takes no room from others', () => {
  expect(outOf(keys, 'b', 200)).toEqual(['002 100 b']);
});
