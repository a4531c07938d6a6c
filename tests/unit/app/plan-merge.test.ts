import { expect, test } from 'vitest';
import { besideId, mergeOf, type ReadState } from '../../../src/app/keep/plans/merge.ts';
import { freeName } from '../../../src/app/keep/plans/plan-names.ts';
import { sizeWords, storageWords } from '../../../src/app/keep/plans/storage-note.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';

const states = (...notes: readonly string[]): ReadState[] =>
  notes.map((words, i) => ({ savedAt: i, plan: { ...DEFAULT_PLAN, notes: words } }));

test('a document that is not here is new, the same one is known', () => {
  expect(mergeOf([], states('a'))).toEqual({ kind: 'new' });
  expect(mergeOf(states('a', 'b'), states('a', 'b'))).toEqual({ kind: 'known' });
});

test('an older file of a document changes nothing, a newer one adds what came after', () => {
  expect(mergeOf(states('a', 'b', 'c'), states('a', 'b'))).toEqual({ kind: 'known' });
  const theirs = states('a', 'b', 'c', 'd');
  expect(mergeOf(states('a', 'b'), theirs)).toEqual({ kind: 'later', states: theirs.slice(2) });
});

test('where both went on, both stay, and the same file comes but once', () => {
  expect(mergeOf(states('a', 'b'), states('a', 'c'))).toEqual({ kind: 'beside' });
  expect(besideId('x', states('a', 'c'))).toBe(besideId('x', states('z', 'c')));
  expect(besideId('x', states('a', 'c'))).not.toBe(besideId('x', states('a', 'd')));
});

test('a name that is taken gets the next number', () => {
  expect(freeName('Plan', ['Plan'], 120)).toBe('Plan (2)');
  expect(freeName('Plan (2)', ['Plan (2)', 'Plan (3)'], 120)).toBe('Plan (4)');
  expect(freeName('', [], 120)).toBe('Plan (2)');
  expect(freeName('x'.repeat(120), [], 120)).toHaveLength(120);
});

test('where plans are kept is told with size and safety', () => {
  const told = storageWords({ persisted: true, usedBytes: 12.3e6, quotaBytes: 2e9 });
  expect(told).toContain('Kept in this browser only, 12 MB of 2 GB. The browser promised');
  const passing = storageWords({ persisted: false, usedBytes: 1.9e9, quotaBytes: 2e9 });
  expect(passing).toContain('nearly full');
  expect(passing).toContain('may clear it');
  const silent = { persisted: undefined, usedBytes: undefined, quotaBytes: undefined };
  expect(storageWords(silent)).toMatch(/^Kept in this browser only\. The browser may clear/);
  expect([sizeWords(900), sizeWords(1.26e6), sizeWords(2.5e9)]).toEqual([
    '0.9 kB',
    '1.3 MB',
    '2.5 GB',
  ]);
});
