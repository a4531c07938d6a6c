#!/usr/bin/env node
// Before a package is packed: data that page, command and library all carry (networks that find faces, the
// base head, the words of languages) stays in the page's files alone, and the others take it from there. Undone after packing, so
// that each build stands by itself where it was made.
//
//   node scripts/web/slim.mjs [folder]     what dist/ of this folder has twice, becomes a line
//   node scripts/web/slim.mjs --undo       as it was
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const WHOLE = '.whole';

/** Modules with nothing but one embedded file: bytes, or a language's text. */
const DATA =
  /["'`](data:application\/octet-stream;base64,[A-Za-z0-9+/=]{50000,}|\{\s*"format": "dotwork-language"[^`]*)["'`]/;

/** How such a module hands it out. */
const AS_DEFAULT = /export\s*\{\s*\w+ as default\s*\}/;

const folders = {
  page: 'dist/web/assets',
  others: ['dist/node/parts', 'dist/lib/parts'],
};

/** Returns how many bytes were had twice. */
export function slim(root) {
  const shared = new Map();
  for (const { path, data } of embedded(join(root, folders.page))) shared.set(data, path);
  let saved = 0;
  for (const folder of folders.others.map((name) => join(root, name))) {
    for (const { path, data, text } of embedded(folder)) {
      const from = shared.get(data);
      if (!from) continue;
      const target = relative(folder, from).replaceAll('\\', '/');
      renameSync(path, path + WHOLE);
      writeFileSync(path, `export { default } from '${target}';\n`);
      saved += text.length;
    }
  }
  return saved;
}

function undo(root) {
  for (const folder of folders.others.map((name) => join(root, name))) {
    for (const name of readdirSync(folder).filter((one) => one.endsWith(WHOLE))) {
      renameSync(join(folder, name), join(folder, name.slice(0, -WHOLE.length)));
    }
  }
}

function embedded(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(path, 'utf8');
      return { path, text, data: DATA.exec(text)?.[1] };
    })
    .filter(({ data, text }) => data && text.length < data.length + 500 && AS_DEFAULT.test(text));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  if (process.argv[2] === '--undo') undo(root);
  else console.error(`dist: ${(slim(process.argv[2] ?? root) / 1e6).toFixed(1)} MB less`);
}
