import { expect, test } from 'vitest';
import { sessionNeeds } from '../../../src/engine/report/session-needs.ts';

const work = { needle: '0803RL', perforationsPerDot: 3 };

test('14,000 dots take the two to four hours they are told from', () => {
  const { hours, cartridges } = sessionNeeds(14_000, work);
  expect(hours.low).toBeCloseTo(2, 1);
  expect(hours.high).toBeCloseTo(4, 1);
  expect(cartridges).toEqual({ low: 1, high: 3 });
});

test('ink is what nine perforations of 1.62 nL leave, and more with more strokes or thicker needles', () => {
  const { inkMl } = sessionNeeds(10_000, work);
  expect(inkMl.low).toBeCloseTo((10_000 * 9 * 1.62) / 1e6, 3);
  expect(inkMl.high).toBeGreaterThan(inkMl.low);
  const low = (more: Partial<typeof work>) => sessionNeeds(10_000, { ...work, ...more }).inkMl.low;
  expect(low({ perforationsPerDot: 4 })).toBeGreaterThan(inkMl.low);
  expect(low({ needle: '1003RL' })).toBeGreaterThan(inkMl.low);
  expect(low({ needle: '0601RL' })).toBeLessThan(inkMl.low);
});

test('no dots take nothing', () => {
  const none = { low: 0, high: 0 };
  expect(sessionNeeds(0, work)).toEqual({ hours: none, inkMl: none, cartridges: none });
});
