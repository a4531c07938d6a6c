#!/usr/bin/env node
// The unit tests and one picture on another Node: `npm run test:node -- 24`. The other Node is the
// binary package behind npm's `node`, named as its own installer names it, kept out of the tree of
// packages. The picture must be the one that this Node renders, pixel for pixel: each Node packs PNG by a
// zlib of its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
/** Few dots and a small picture: a software GPU takes its time. */
const SCENE = ['default', '--set', 'density.dotsPerCm2=20', '--set', 'hair.unitsPerCm2=30'];
const SIZE = ['--size', '320x240', '--quiet'];

const [asked, ...rest] = process.argv.slice(2);
if (!asked || rest.length > 0) refuse('name one version of Node, as in: npm run test:node -- 24');
if (!/^\d{2}(\.\d+){0,2}$/.test(asked)) refuse(`"${asked}" is no version of Node, as 24 or 20.19.`);
const { engines } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
if (isBefore(asked, engines.node)) refuse(`Dotwork needs Node ${engines.node}, not ${asked}.`);

const scratch = mkdtempSync(join(tmpdir(), 'dotwork-node-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const other = installed();
const version = spawnSync(other, ['--version'], { encoding: 'utf8' }).stdout.trim();
console.log(`Node ${version} beside ${process.version}`);
need('the build', process.execPath, [at('scripts/build.mjs'), 'node']);
need('the unit tests', other, [at('node_modules/vitest/vitest.mjs'), 'run', '--project', 'unit']);
const [here, there] = [picture(process.execPath), picture(other)];
if (!here.equals(there)) fail(`The picture of ${version} is not that of ${process.version}.`);
console.log(`Node ${version}: unit tests pass; the picture is that of ${process.version}.`);

function refuse(words) {
  console.error(`npm run test:node: ${words}`);
  process.exit(2);
}

function fail(words) {
  console.error(words);
  process.exit(1);
}

/** Whether the newest Node that `text` can mean is older than a range of the form ">=20.19". */
function isBefore(text, range) {
  const [least, given] = [range.slice(2), text].map((one) => one.split('.').map(Number));
  const apart = least.map((part, i) => (given[i] ?? Number.POSITIVE_INFINITY) - part);
  return (apart.find((by) => by !== 0) ?? 0) < 0;
}

/** Path of the other Node, fetched if it is not here yet. */
function installed() {
  const { platform, arch } = process;
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  const name = [prefix, platform === 'win32' ? 'win' : platform, arch].join('-');
  const folder = at('node_modules/.cache/dotwork', `node-${asked}`);
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', `${name}@${asked}`];
  need(`npm's ${name}@${asked}`, 'npm', args, { shell: platform === 'win32' });
  const { bin } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json')));
  return join(folder, 'node_modules', name, bin.node);
}

/** Runs what must succeed. Whatever it starts by the name of Node finds the same one. */
function need(what, program, args, options = {}) {
  const start = performance.now();
  const path = [dirname(program), process.env.PATH].join(delimiter);
  const env = program === 'npm' ? process.env : { ...process.env, PATH: path };
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env, ...options });
  if (status !== 0) fail(`${what}: failed with ${asked}.`);
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

function picture(node) {
  const file = join(scratch, 'picture.png');
  const args = ['render', ...SCENE, ...SIZE, '-o', file];
  need(`a picture by ${node}`, node, [at('dist/node/dotwork.js'), ...args]);
  return Buffer.from(decode(readFileSync(file)).data);
}
