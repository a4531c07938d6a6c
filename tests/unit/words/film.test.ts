import { expect, test } from 'vitest';
import { LIMITS_SHORT } from '../../../src/base/limits.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { FILM_KINDS, filmCaption, filmFrames } from '../../../src/words/film.ts';

const rising = (values: readonly number[]) =>
  values.every((value, i) => i === 0 || value >= values[i - 1]!);

test('growth goes from nothing to all of it, and stands still at the end', () => {
  const reach = filmFrames('growth', DEFAULT_PLAN, 180, 50).map(({ revealMm }) => revealMm);
  expect(reach[0]).toBe(0);
  expect(rising(reach)).toBe(true);
  expect(Math.max(...reach.filter(Number.isFinite))).toBeLessThanOrEqual(180);
  expect(reach.filter((mm) => mm === Number.POSITIVE_INFINITY)).toHaveLength(10);
});

test('a turn goes once round in even steps and ends before where it began', () => {
  const turn = filmFrames('turn', DEFAULT_PLAN, 180, 24).map(({ turnDeg }) => turnDeg);
  expect(turn).toEqual(Array.from({ length: 24 }, (_, i) => 15 * i));
});

test('ageing goes from the day of the last session to five years on, days first', () => {
  const frames = filmFrames('ageing', { ...DEFAULT_PLAN, sessionsDone: 0 }, 180, 30);
  const days = frames.map(({ plan }) => plan.healing.ageDays);
  expect([days[0], days.at(-1)]).toEqual([0, 1826]);
  expect(rising(days)).toBe(true);
  expect(days[8]).toBeLessThan(90);
  expect(frames.every(({ plan }) => plan.sessionsDone === plan.sessions.length)).toBe(true);
});

test('any film has as many frames as asked for, each with the honest sentence', () => {
  for (const kind of FILM_KINDS) expect(filmFrames(kind, DEFAULT_PLAN, 180, 2)).toHaveLength(2);
  expect(filmCaption(DEFAULT_PLAN, 'Fresh').at(-1)).toBe(LIMITS_SHORT);
});
