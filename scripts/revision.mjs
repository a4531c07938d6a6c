// Builds another revision of this project aside, for comparisons, and keeps it for the next one.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each build leaves behind. */
const RESULTS = { node: 'dist/node/index.js', web: 'dist/web/index.html' };

/**
 * The folder of a revision with a part of its `dist/` built, `node` or `web`. Packages are shared where the lock file is the
 * same, else installed there. Throws a plain sentence for a revision git does not know.
 */
export function buildRevision(name, part = 'node') {
  const sha = commitOf(name);
  const folder = join(root, 'node_modules/.cache/dotwork/revisions', sha.slice(0, 12));
  if (Object.values(RESULTS).some((result) => existsSync(join(folder, result)))) {
    if (!existsSync(join(folder, RESULTS[part]))) build(folder, part);
    return folder;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const archive = git(['archive', '--format=tar', sha], { maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  if (lockOf(folder) === lockOf(root)) {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  } else {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
  }
  build(folder, part);
  return folder;
}

function build(folder, part) {
  run(process.execPath, ['scripts/build.mjs', part], folder);
}

function commitOf(name) {
  try {
    return git(['rev-parse', '--verify', '--quiet', `${name}^{commit}`])
      .toString()
      .trim();
  } catch {
    throw new Error(`git knows no revision "${name}" here; a shallow clone may lack it.`);
  }
}

function git(args, options = {}) {
  return execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'], ...options });
}

function lockOf(folder) {
  return readFileSync(join(folder, 'package-lock.json'), 'utf8');
}

/** Progress of the tools goes to standard error; standard output is the comparison's. */
function run(command, args, cwd) {
  execFileSync(command, args, { cwd, stdio: ['ignore', 2, 2] });
}
