import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What each build writes last or at once with the rest. */
const RESULTS = { web: 'dist/web/index.html', node: 'dist/node/dotwork.js' } as const;

/** All that a build is made of. */
const SOURCES = [
  'src',
  'shaders',
  'presets',
  'scripts/build.mjs',
  'scripts/linked-shaders.mjs',
  'scripts/load-source.mjs',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** Builds a part of `dist/` if a source is newer, or as new: a test must never judge an old build. */
export function buildIfStale(part: keyof typeof RESULTS): void {
  const result = join(root, RESULTS[part]);
  const newest = Math.max(...SOURCES.map(newestMs));
  if (existsSync(result) && statSync(result).mtimeMs > newest) return;
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), part], { stdio: 'inherit' });
}

/** Of a file, or of the newest thing in a folder; folders too, since a file taken away shows there. */
function newestMs(name: string): number {
  const path = join(root, name);
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(stat.mtimeMs, ...files.map((file) => statSync(join(path, file)).mtimeMs));
}
