import { expect, test } from 'vitest';
import { DraftScale } from '../../../src/view/draft-scale.ts';

/** Strides of so many drafts in turn, where one of stride 1 would take so long, ms. */
function strides(fineMs: number, count: number): number[] {
  const scale = new DraftScale();
  return Array.from({ length: count }, () => {
    const { stride } = scale;
    scale.took(fineMs / stride ** 2);
    return stride;
  });
}

test('a quick GPU draws finer drafts, a slow one coarser ones, and neither to and fro', () => {
  expect(strides(90, 4)).toEqual([4, 2, 2, 2]);
  expect(strides(800, 4)).toEqual([4, 4, 4, 4]);
  expect(strides(3000, 4)).toEqual([4, 8, 8, 8]);
});

test('one slow draft, as the first that compiles, is made good by quick ones', () => {
  const scale = new DraftScale();
  scale.took(1500);
  expect(scale.stride).toBe(8);
  scale.took(10);
  expect(scale.stride).toBe(4);
});

test('no way of taking time leads to and fro between two strides', () => {
  for (let fineMs = 1; fineMs < 20_000; fineMs *= 1.07) {
    const [a, b, c] = strides(fineMs, 12).slice(-3);
    expect([a, b]).toEqual([b, c]);
  }
});
