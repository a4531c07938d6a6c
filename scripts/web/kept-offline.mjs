// Tells the service worker what the build is made of, once all of it is written.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORKER = 'service-worker.js';

/** A vite plugin: puts the list of all files with their SHA-256 into the built service worker. */
export function keptOffline() {
  let folder;
  return {
    name: 'dotwork-kept-offline',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      const files = filesOf(folder);
      const build = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
      const path = join(folder, WORKER);
      const code = readFileSync(path, 'utf8');
      const told = code.replace(
        /(["'`])dotwork:build\1/,
        JSON.stringify(JSON.stringify({ build, files })),
      );
      if (told === code) throw new Error(`${WORKER} has no place for the list of files.`);
      writeFileSync(path, told);
    },
  };
}

/** [path from the page, bytes, SHA-256 in hex] of each file; the page itself is `./`. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name !== WORKER && statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return [
        name === 'index.html' ? './' : name,
        bytes.length,
        createHash('sha256').update(bytes).digest('hex'),
      ];
    });
}
