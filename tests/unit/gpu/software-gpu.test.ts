import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { softwareGpuFolder } from '../../../src/gpu/software-gpu.ts';

const ICD = 'vk_swiftshader_icd.json';
let home: string;
let packageJson: string;
let temporary: string;

/** Packages as npm lays them out, with a small driver in place of the real one. */
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dotwork-software-'));
  temporary = join(home, 'tmp');
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  packageJson = join(home, 'node_modules/@sparticuz/chromium/package.json');
  mkdirSync(join(dirname(packageJson), 'bin'), { recursive: true });
  writeFileSync(packageJson, '{ "version": "1.2.3" }');
  const icd = '{"ICD":{"library_path":"./libvk_swiftshader.so"}}';
  const tar = Buffer.concat([...tarred(ICD, icd), ...tarred('libvk_swiftshader.so', 'driver')]);
  writeFileSync(
    join(dirname(packageJson), 'bin/swiftshader.tar.br'),
    brotliCompressSync(Buffer.concat([tar, Buffer.alloc(1024)])),
  );
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

/** Nothing can be made where a file stands in place of the folder: not even by the system's own user. */
const lock = (folder: string): void => writeFileSync(folder, '');
const libraryOf = (folder: string): string =>
  JSON.parse(readFileSync(join(folder, ICD), 'utf8')).ICD.library_path;

test('the software GPU is unpacked beside the packages, and found there again', () => {
  const folder = softwareGpuFolder(packageJson);
  expect(folder).toBe(join(home, 'node_modules/.cache/dotwork/swiftshader-1.2.3'));
  expect(readFileSync(libraryOf(folder), 'utf8')).toBe('driver');
  rmSync(join(dirname(packageJson), 'bin'), { recursive: true });
  expect(softwareGpuFolder(packageJson)).toBe(folder);
});

test('where packages may not be written to, a temporary folder of this user serves', () => {
  lock(join(home, 'node_modules/.cache'));
  const folder = softwareGpuFolder(packageJson);
  expect(dirname(dirname(folder))).toBe(temporary);
  expect(readFileSync(libraryOf(folder), 'utf8')).toBe('driver');
  rmSync(join(dirname(packageJson), 'bin'), { recursive: true });
  expect(softwareGpuFolder(packageJson)).toBe(folder);
});

test('a temporary folder that others may write to is not believed', () => {
  lock(join(home, 'node_modules/.cache'));
  const open = dirname(softwareGpuFolder(packageJson));
  chmodSync(open, 0o777);
  expect(dirname(softwareGpuFolder(packageJson))).not.toBe(open);
});

test('where nothing can be written at all, that is told with the ways out', () => {
  lock(join(home, 'node_modules/.cache'));
  vi.stubEnv('TMPDIR', join(home, 'nowhere', 'at', 'all'));
  lock(join(home, 'nowhere'));
  expect(() => softwareGpuFolder(packageJson)).toThrow(
    /could not be unpacked: .*node_modules.*set TMPDIR/,
  );
});

/** One file of a tar: a header of 512 bytes, then its content in whole blocks. */
function tarred(name: string, text: string): Buffer[] {
  const [header, content] = [Buffer.alloc(512), Buffer.alloc(512)];
  header.write(name);
  header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('0', 156);
  content.write(text);
  return [header, content];
}
