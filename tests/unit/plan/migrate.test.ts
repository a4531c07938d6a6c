import { expect, test } from 'vitest';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { readPlan } from '../../../src/plan/reading/read.ts';

const old = { format: 'dotwork-plan', version: 0 };

test('version 0: spacing becomes density by the spacing law, depth moves to the technique', () => {
  const plan = readPlan({ ...old, spacingMm: 1.07, depthMm: 0.5, technique: { tipWeight: 0.2 } });
  expect(plan.version).toBe(1);
  expect(plan.density.dotsPerCm2).toBe(100);
  expect(plan.technique).toEqual({
    ...DEFAULT_PLAN.technique,
    tipWeight: 0.2,
    depositDepthMm: 0.5,
  });
});

test('version 0 without its own fields is read like version 1', () => {
  expect(readPlan({ ...old, title: 'Old' })).toEqual({ ...DEFAULT_PLAN, title: 'Old' });
});

test.each([
  [{ spacingMm: 0 }, 'spacingMm is 0.'],
  [{ spacingMm: '1' }, 'spacingMm is "1".'],
  [{ spacingMm: 0.1 }, 'density.dotsPerCm2 is 11449 per cm², more than the largest allowed, 250.'],
  [{ spacingMm: 1, density: { dotsPerCm2: 90 } }, 'The plan has no field "spacingMm".'],
  [{ depthMm: 3 }, 'technique.depositDepthMm is 3 mm, more than'],
  [{ depthMm: 0.4, technique: { depositDepthMm: 0.5 } }, 'The plan has no field "depthMm".'],
  [{ depthMm: 0.4, technique: 7 }, 'technique is 7'],
])('version 0 with %j is refused', (fields, sentence) => {
  expect(() => readPlan({ ...old, ...fields })).toThrow(sentence);
});

test('version 1 has no place for the fields of version 0', () => {
  expect(() => readPlan({ ...old, version: 1, spacingMm: 1 })).toThrow('no field "spacingMm"');
});
