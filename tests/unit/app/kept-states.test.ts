import { expect, test } from 'vitest';
import { documentsOf, surplus } from '../../../src/app/state/kept-states.ts';

const MINUTE = 60_000;
const NOW = 1e12;

const state = (key: number, ageMinutes: number, document?: string) => ({
  key,
  savedAt: NOW - ageMinutes * MINUTE,
  plan: {},
  ...(document === undefined ? {} : { document }),
});

test('states are told apart by their document, the one saved last first', () => {
  const list = documentsOf([state(1, 9), state(2, 8, 'a'), state(3, 7, 'b'), state(4, 6, 'a')]);
  expect(list.map(({ id, states }) => [id, states.map(({ key }) => key)])).toEqual([
    ['a', [4, 2]],
    ['b', [3]],
    ['before', [1]],
  ]);
});

test('a tab that saves all day takes nothing from the document of another', () => {
  const busy = Array.from({ length: 300 }, (_, i) => state(10 + i, (300 - i) / 10, 'busy'));
  const gone = surplus([state(1, 4000, 'quiet'), ...busy], NOW);
  expect(gone).not.toContain(1);
  expect(gone.length).toBeGreaterThan(270);
});

test('the newest states all stay, older ones thinly but back to the first days', () => {
  const all = Array.from({ length: 5000 }, (_, i) => state(i, 2 * (5000 - i), 'a'));
  const gone = new Set(surplus(all, NOW));
  const left = all.filter(({ key }) => !gone.has(key));
  expect(left.slice(-8).map(({ key }) => key)).toEqual([
    4992, 4993, 4994, 4995, 4996, 4997, 4998, 4999,
  ]);
  expect(left.length).toBeLessThanOrEqual(24);
  expect(NOW - left[0]!.savedAt).toBeGreaterThan(60 * MINUTE);
  // Thinned once more nothing else goes.
  expect(surplus(left, NOW)).toEqual([]);
});

test('sixty documents stay, those not touched for longest go', () => {
  const all = Array.from({ length: 70 }, (_, i) => state(i, 70 - i, `document ${i}`));
  expect(surplus(all, NOW).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
