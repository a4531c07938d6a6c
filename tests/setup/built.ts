import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What each build writes last or at once with the rest. */
const RESULTS = {
  web: 'dist/web/index.html',
  node: 'dist/node/dotwork.js',
  lib: 'dist/lib/index.js',
  types: 'dist/types/lib/index.d.ts',
} as const;

/** A build that takes longer has died, ms. */
const LONGEST_BUILD_MS = 300_000;

/** All that a build is made of. */
const SOURCES = [
  'src',
  'shaders',
  'presets',
  'scripts/build.mjs',
  'scripts/linked-shaders.mjs',
  'scripts/load-source.mjs',
  'scripts/web',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/**
 * Builds parts of `dist/` where a source is newer, or as new: a test must never judge an old build. Test
 * projects run beside each other; one builds, the others wait.
 */
export function buildIfStale(...parts: readonly (keyof typeof RESULTS)[]): void {
  const lock = join(root, '.cache', 'building');
  mkdirSync(join(root, '.cache'), { recursive: true });
  while (!taken(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  try {
    const newest = Math.max(...SOURCES.map(newestMs));
    const stale = parts.filter((part) => {
      const result = join(root, RESULTS[part]);
      return !existsSync(result) || statSync(result).mtimeMs <= newest;
    });
    if (stale.length === 0) return;
    execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), ...stale], {
      stdio: 'inherit',
    });
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false });
    if (since && Date.now() - since.mtimeMs > LONGEST_BUILD_MS) rmSync(lock, { recursive: true });
    return false;
  }
}

/** Of a file, or of the newest thing in a folder; folders too, since a file taken away shows there. */
function newestMs(name: string): number {
  const path = join(root, name);
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(stat.mtimeMs, ...files.map((file) => statSync(join(path, file)).mtimeMs));
}
