import { expect, test } from 'vitest';
import { LADDER_DEPTHS_MM, ladderKey, reachedMm } from '../../../src/engine/dot/ladder-plan.ts';
import { TAKEN } from '../../../src/ink/unknowns/table.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { setPaths } from '../../../src/plan/reading/override.ts';
import {
  isExactly,
  LADDER_AGES,
  lookWords,
  nearestPlace,
  placeWords,
} from '../../../src/words/ladder.ts';

test('every picture is the nearest to its own depth and age', () => {
  LADDER_DEPTHS_MM.forEach((mm, depth) => {
    LADDER_AGES.forEach(({ days }, age) => {
      expect(nearestPlace(mm, days)).toEqual({ depth, age });
      expect(isExactly({ depth, age }, mm, days)).toBe(true);
    });
  });
});

test('what lies between is near a picture and told as that', () => {
  const place = nearestPlace(0.52, 60);
  expect(placeWords(place)).toBe('0.60 mm, 30 days');
  expect(isExactly(place, 0.52, 60)).toBe(false);
  expect(nearestPlace(2.5, 7300)).toEqual({ depth: 9, age: 4 });
});

test('a ladder is the same whatever depth and age the plan has, and another with other skin or ink', () => {
  const key = (set: Parameters<typeof setPaths>[1]) => ladderKey(setPaths(DEFAULT_PLAN, set));
  const same = { 'technique.depositDepthMm': 1, 'healing.ageDays': 900, title: 'b' };
  expect(key(same)).toBe(key({}));
  expect(key({ 'operator.depthSdMm': 0.2, 'hair.unitsPerCm2': 40 })).toBe(key({}));
  const others = [
    { 'skin.melanosomeFraction': 0.2 },
    { 'pigment.kind': 'iron-oxide-brown' },
    { 'needle.code': '1001RL' },
    { 'technique.tipWeight': 0.9 },
    { 'healing.outcome': 'poor' },
    { 'density.dotsPerCm2': 40 },
  ];
  expect(new Set([key({}), ...others.map(key)]).size).toBe(others.length + 1);
});

test('a heavier hand reaches deeper than planned, by the root the needle has it', () => {
  const heavy = setPaths(DEFAULT_PLAN, { 'technique.pressure': 2 });
  expect(reachedMm([0.4], heavy)[0]).toBeCloseTo(0.4 * 2 ** TAKEN.pressurePower, 12);
});

test('a look says darkness and width, or that there are no dots any more', () => {
  expect(lookWords({ contrast: 12.34, widthMm: 0.456 })).toBe(
    'ΔE 12.3 from bare skin, 0.46 mm wide',
  );
  expect(lookWords({ contrast: 3, widthMm: undefined })).toBe(
    'ΔE 3.0 from bare skin, dots run together',
  );
});
