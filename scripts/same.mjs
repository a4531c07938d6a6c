#!/usr/bin/env node
// Holds this tree against another revision: dots, numbers and pictures of every case preset must be
// the same to the byte. `npm run same -- REVISION [CASE...]`; exit status 1 where something differs.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildRevision } from './revision.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [revision, ...cases] = process.argv.slice(2);
if (!revision) fail('Usage: npm run same -- REVISION [CASE...]', 2);

let before;
try {
  before = buildRevision(revision);
} catch (error) {
  fail(error.message, 2);
}
node(['scripts/build.mjs', 'node']);
const [old, now] = [fingerprints(before), fingerprints(root)];
const differing = Object.keys({ ...old, ...now }).flatMap((name) =>
  ['dots', 'numbers', 'picture']
    .filter((what) => old[name]?.[what] !== now[name]?.[what])
    .map((what) => `${name}: ${what}`),
);
for (const line of differing) console.log(`differs: ${line}`);
console.log(
  `${Object.keys(now).length} cases against ${revision}: ${
    differing.length === 0 ? 'all the same' : `${differing.length} differences`
  }`,
);
process.exit(differing.length === 0 ? 0 : 1);

function fingerprints(folder) {
  const library = join(folder, 'dist/node/index.js');
  return JSON.parse(node(['scripts/fingerprints.mjs', library, ...cases]));
}

function node(args) {
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) fail(`${args[0]} failed.`, status ?? 1);
  return stdout;
}

function fail(message, status) {
  console.error(message);
  process.exit(status);
}
