import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cacheFolder, ladderFolder } from '../../../src/cli/picture/ladder-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'dotwork-ladders-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const bytesOf = (length: number, value: number) => new Uint8Array(length).fill(value);

test('what was written is there for the next run, and nothing is before', async () => {
  const folder = join(root, 'a', 'b');
  const first = ladderFolder(folder);
  first.put('one', bytesOf(5, 7));
  expect(await ladderFolder(folder).get('one')).toBeUndefined();
  first.write();
  expect(await ladderFolder(folder).get('one')).toEqual(bytesOf(5, 7));
  expect(await ladderFolder(folder).get('two')).toBeUndefined();
});

test('the folder keeps to its bound: what was used longest ago goes', async () => {
  const folder = join(root, 'bound');
  const store = ladderFolder(folder, 250);
  const age = (name: string, seconds: number) =>
    utimesSync(join(folder, `${name}.ladder`), seconds, seconds);
  for (const name of ['one', 'two']) store.put(name, bytesOf(100, 1));
  store.write();
  age('one', 1000);
  age('two', 2000);
  // Being found is being used.
  await store.get('one');
  store.put('three', bytesOf(100, 3));
  // Alone past the bound, it would push out all others and itself.
  store.put('huge', bytesOf(300, 4));
  store.write();
  expect(readdirSync(folder).sort()).toEqual(['one.ladder', 'three.ladder']);
});

test('a folder that cannot be made or read is no error', async () => {
  const file = join(root, 'file');
  writeFileSync(file, 'not a folder');
  const store = ladderFolder(join(file, 'ladders'));
  store.put('one', bytesOf(5, 1));
  store.write();
  expect(await store.get('one')).toBeUndefined();
  expect(readFileSync(file, 'utf8')).toBe('not a folder');
});

test('each system has its own place for what may be lost', () => {
  const tail = join('dotwork', 'ladders');
  expect(cacheFolder('linux', { HOME: '/h' })).toBe(join('/h/.cache', tail));
  expect(cacheFolder('linux', { HOME: '/h', XDG_CACHE_HOME: '/x' })).toBe(join('/x', tail));
  expect(cacheFolder('darwin', { HOME: '/h', XDG_CACHE_HOME: '/x' })).toBe(
    join('/h/Library/Caches', tail),
  );
  expect(cacheFolder('win32', { LOCALAPPDATA: '/l' })).toBe(join('/l', tail));
  expect(cacheFolder('win32', {})).toBeUndefined();
});
