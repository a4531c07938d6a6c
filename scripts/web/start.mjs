#!/usr/bin/env node
// Serves the built app, with what follows handed to `dotwork serve`; builds it if that is missing.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const at = (path) => fileURLToPath(new URL(path, root));
const missing = [
  ['web', 'dist/web/index.html'],
  ['node', 'dist/node/dotwork.js'],
].filter(([, file]) => !existsSync(at(file)));

if (missing.length > 0) {
  const names = missing.map(([name]) => name);
  execFileSync(process.execPath, [at('scripts/build.mjs'), ...names], { stdio: 'inherit' });
}
process.argv.splice(2, 0, 'serve');
await import(new URL('dist/node/dotwork.js', root));
