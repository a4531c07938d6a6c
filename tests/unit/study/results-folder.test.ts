import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ResultsFolder } from '../../../src/cli/study/results-folder.ts';

let home: string;
let at: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dotwork-results-'));
  at = join(home, 'out');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const picture = { name: 'front.png', bytes: Uint8Array.of(1, 2, 3) };

test('a result that was kept is found again, with its files', () => {
  const folder = ResultsFolder.begin(at, 'study', false);
  const kept = folder.keep('abc', { row: { dots: 3 }, files: [picture] });
  expect(folder.find('abc')).toEqual(kept);
  expect(kept.files).toEqual([{ name: 'files/abc-front.png', bytes: 3 }]);
  expect([...readFileSync(join(at, 'files/abc-front.png'))]).toEqual([1, 2, 3]);
  expect(folder.find('abd')).toBeUndefined();
});

test('its hash hangs on numbers and files, not on the order of fields', () => {
  const folder = ResultsFolder.begin(at, 'study', false);
  const hash = (row: Record<string, number>, bytes = picture.bytes) =>
    folder.keep('abc', { row, files: [{ ...picture, bytes }] }).sha256;
  expect(hash({ a: 1, b: 2 })).toBe(hash({ b: 2, a: 1 }));
  expect(hash({ a: 1, b: 2 })).not.toBe(hash({ a: 1, b: 3 }));
  expect(hash({ a: 1 })).not.toBe(hash({ a: 1 }, Uint8Array.of(1, 2, 4)));
});

test('half a result is no result', () => {
  const folder = ResultsFolder.begin(at, 'study', false);
  folder.keep('abc', { row: { dots: 3 }, files: [picture] });
  writeFileSync(join(at, 'files/abc-front.png'), Uint8Array.of(1));
  expect(folder.find('abc')).toBeUndefined();
  folder.keep('abd', { row: { dots: 3 }, files: [] });
  writeFileSync(join(at, 'runs/abd.json'), '{"id":"ab');
  expect(folder.find('abd')).toBeUndefined();
});

test('drafts that a killed worker left are swept away, results are not', () => {
  const folder = ResultsFolder.begin(at, 'study', false);
  folder.keep('abc', { row: { dots: 3 }, files: [picture] });
  writeFileSync(join(at, 'runs/x.json.12-ab.part'), '{');
  folder.sweep();
  expect(readdirSync(join(at, 'runs'))).toEqual(['abc.json']);
});

test('results are never written over: of this study, of another, or of anything else', () => {
  ResultsFolder.begin(at, 'study', false);
  expect(() => ResultsFolder.begin(at, 'study', false)).toThrow(/--resume/);
  expect(() => ResultsFolder.begin(at, 'study', true)).not.toThrow();
  expect(() => ResultsFolder.begin(at, 'changed', true)).toThrow(/another study/);
  const photos = join(home, 'photos');
  mkdirSync(photos);
  writeFileSync(join(photos, 'me.jpg'), '');
  expect(() => ResultsFolder.begin(photos, 'study', true)).toThrow(/something else/);
  expect(() => ResultsFolder.begin(join(photos, 'me.jpg'), 'study', true)).toThrow(/is a file/);
  expect(() => ResultsFolder.begin(join(home, 'a/b'), 'study', true)).toThrow(/no folder/);
  expect(readdirSync(photos)).toEqual(['me.jpg']);
});
