#!/usr/bin/env node
// `dotwork demo`, built first if it is not: three pictures into out/.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const command = at('dist/node/dotwork.js');

if (!existsSync(command)) {
  execFileSync(process.execPath, [at('scripts/build.mjs'), 'node'], { stdio: 'inherit' });
}
process.argv.splice(2, 0, 'demo');
await import(command);
