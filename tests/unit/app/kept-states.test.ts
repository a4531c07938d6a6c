import { expect, test } from 'vitest';
import {
  BIN_MS,
  byClient,
  entryOf,
  type KeptState,
  MOST_NAMELESS,
  type PlanEntry,
  surplus,
  surplusEntries,
} from '../../../src/app/state/kept-states.ts';

const MINUTE = 60_000;
const NOW = 1e12;

const state = (key: number, ageMinutes: number, plan: unknown = {}): KeptState => ({
  ...{ key, savedAt: NOW - ageMinutes * MINUTE, plan, document: 'a' },
});

const entry = (id: string, ageMinutes: number, part: Partial<PlanEntry> = {}): PlanEntry => {
  const savedAt = NOW - ageMinutes * MINUTE;
  return { id, client: '', name: id, createdAt: 0, savedAt, states: 1, bytes: 2, ...part };
};

test('the newest states all stay, older ones thinly but back to the first days', () => {
  const all = Array.from({ length: 5000 }, (_, i) => state(i, 2 * (5000 - i))).reverse();
  const gone = new Set(surplus(all, NOW));
  const left = all.filter(({ key }) => !gone.has(key));
  expect(left.slice(0, 8).map(({ key }) => key)).toEqual([
    4999, 4998, 4997, 4996, 4995, 4994, 4993, 4992,
  ]);
  expect(left.length).toBeLessThanOrEqual(24);
  expect(NOW - left.at(-1)!.savedAt).toBeGreaterThan(60 * MINUTE);
  // Thinned once more nothing else goes.
  expect(surplus(left, NOW)).toEqual([]);
});

test('heavy states are fewer, the newest three stay whatever they weigh', () => {
  const heavy = 'x'.repeat(900_000);
  const all = Array.from({ length: 10 }, (_, i) => state(10 - i, i, heavy));
  expect(surplus(all, NOW)).toEqual([6, 5, 4, 3, 2, 1]);
  const heavier = all.map((one) => ({ ...one, plan: heavy.repeat(5) }));
  expect(surplus(heavier, NOW)).toEqual([7, 6, 5, 4, 3, 2, 1]);
});

test('plans of clients stay however many there are; of others those touched last', () => {
  const clients = Array.from({ length: 200 }, (_, i) => entry(`c${i}`, 1000 + i, { client: 'A' }));
  const others = Array.from({ length: MOST_NAMELESS + 2 }, (_, i) => entry(`n${i}`, i));
  expect(surplusEntries([...clients, ...others], NOW)).toEqual(['n60', 'n61']);
});

test('what was deleted stays for thirty days', () => {
  const deleted = (ageMs: number) => entry(`${ageMs}`, 0, { client: 'A', deletedAt: NOW - ageMs });
  const all = [deleted(0), deleted(BIN_MS - 1), deleted(BIN_MS + 1)];
  expect(surplusEntries(all, NOW)).toEqual([`${BIN_MS + 1}`]);
});

test('clients by who came last, plans without one at the end', () => {
  const list = [entry('x', 1), entry('a1', 5, { client: 'A' }), entry('b', 2, { client: 'B' })];
  const groups = byClient([...list, entry('a2', 9, { client: 'A' })]);
  expect(groups.map(({ client, entries }) => [client, ...entries.map(({ id }) => id)])).toEqual([
    ['B', 'b'],
    ['A', 'a1', 'a2'],
    ['', 'x'],
  ]);
});

test('a state kept anew brings a document out of the bin', () => {
  const before = entry('a', 9, { client: 'A', deletedAt: NOW });
  const kept = { savedAt: NOW, plan: { title: 'T' }, document: 'a' };
  const after = entryOf(before, kept, { states: 2, bytes: 9 });
  expect(after).toEqual({ ...entry('a', 0), client: 'A', name: 'T', states: 2, bytes: 9 });
});
