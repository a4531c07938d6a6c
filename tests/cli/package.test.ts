import { execFile, spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
// @ts-expect-error It is a script, without types.
import { slim } from '../../scripts/web/slim.mjs';
import { buildIfStale, root } from '../setup/built.ts';
import { CHEAP, scratch } from './command.ts';

const run = promisify(execFile);
const folder = scratch();
afterAll(folder.end);

/** Largest tarball, bytes. */
const MOST_BYTES = 6e6;

const app = folder.at('app');
const installed = join(app, 'node_modules', 'dotwork');
const command = join(installed, 'dist/node/dotwork.js');
let tarball: string;

/** Packs as `npm pack` does and installs it in an empty folder, with the packages it names and no others. */
beforeAll(async () => {
  buildIfStale('web', 'node', 'lib', 'types');
  const whole = folder.at('whole');
  for (const name of ['dist', 'presets', 'package.json', 'README.md', 'LICENSE']) {
    cpSync(join(root, name), join(whole, name), { recursive: true });
  }
  expect(slim(whole)).toBeGreaterThan(2e6);
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: whole });
  tarball = join(whole, stdout.trim());
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed]);
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@sparticuz/chromium']) {
    const link = join(app, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
});

test('the tarball is under 6 MB and holds every file that package.json points to', () => {
  expect(statSync(tarball).size).toBeLessThan(MOST_BYTES);
  const { bin, exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const named = [bin, exports].flatMap(function paths(at: unknown): string[] {
    return typeof at === 'string' ? [at] : Object.values(at as object).flatMap(paths);
  });
  expect(named).toHaveLength(5);
  expect(named.filter((path) => !existsSync(join(installed, path)))).toEqual([]);
});

test('the command runs from it: three pictures of the demo', async () => {
  const { stdout } = await run('node', [command, 'demo', '--size', '300x300', ...CHEAP], {
    cwd: app,
  });
  const { pictures } = JSON.parse(stdout) as { pictures: { file: string; bytes: number }[] };
  const names = pictures.map(({ file }) => basename(file));
  expect(names).toEqual(['before.png', 'after.png', 'after-5-years.png']);
  const files = pictures.map(({ file }) => readFileSync(join(app, file)));
  for (const png of files) expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(files[0]!.equals(files[1]!) || files[1]!.equals(files[2]!)).toBe(false);
});

test('the page is served from it, its licences too, until it is interrupted', async () => {
  const server = spawn('node', [command, 'serve', '--port', '0'], { cwd: app });
  const url: string = await new Promise((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (some) => {
      text += some;
      if (text.includes('}')) resolve(JSON.parse(text).url);
    });
    server.once('exit', () => reject(new Error('It ended before it served.')));
  });
  const page = await fetch(url);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  const text = await page.text();
  // Neither a script nor a style in the page itself.
  expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  const licences = await (await fetch(`${url}licences.txt`)).text();
  for (const name of ['three', 'zod', 'lil-gui', '@fontsource/noto-sans', 'draco3dgltf']) {
    expect(licences).toMatch(new RegExp(`^${name} \\d[\\d.]* \\(`, 'm'));
  }
  expect((await fetch(`${url}..%2f..%2f..%2fpackage.json`)).status).toBe(404);
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);

  const port = new URL(url).port;
  const second = await run('node', [command, 'serve', '--port', port]).catch((error) => error);
  expect([second.code, second.stdout]).toEqual([2, '']);
  expect(second.stderr).toContain(`Port ${port} of 127.0.0.1 is in use. Name another with --port`);

  server.removeAllListeners('exit');
  const ended = new Promise((resolve) => server.once('exit', (code) => resolve(code)));
  server.kill('SIGINT');
  if (process.platform !== 'win32') expect(await ended).toBe(0);
});

test('the example for Node runs, and the one for a bundler is bundled', async () => {
  copyFileSync(join(root, 'docs/examples/node.mjs'), join(app, 'node.mjs'));
  const { stdout } = await run('node', ['node.mjs'], { cwd: app });
  expect(stdout).toMatch(/^\d+ dots, \d+ minutes, ΔE [\d.]+\nafter\.png\n$/);
  expect(readFileSync(join(app, 'after.png')).subarray(1, 4).toString()).toBe('PNG');

  cpSync(join(root, 'docs/examples/bundler'), app, { recursive: true });
  await build({ root: app, configFile: false, logLevel: 'error' });
  const parts = readdirSync(join(app, 'dist/assets'));
  expect(parts.some((name) => /^index-.*\.js$/.test(name))).toBe(true);
  expect(readFileSync(join(app, 'dist/index.html'), 'utf8')).toContain('./assets/'.slice(1));
});
