#!/usr/bin/env node
// Renders the default plan before, after and five years on into out/, through the built command
// line, and prints where the pictures are.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const command = join(root, 'dist/node/dotwork.js');
const folder = join(root, 'out');

const PICTURES = [
  ['before', ['--before']],
  ['after', ['--age', '30']],
  ['after-5-years', ['--age', '1826']],
];

if (!existsSync(command)) {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), 'node'], { stdio: 'inherit' });
}
mkdirSync(folder, { recursive: true });
for (const [name, flags] of PICTURES) {
  const file = join(folder, `${name}.png`);
  const args = [command, 'render', 'default', '-o', file, '--size', '1200x1200', ...flags];
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
  console.log(relative(process.cwd(), file));
}
