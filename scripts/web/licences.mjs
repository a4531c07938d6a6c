// The licence of every package that a build takes in, with its text, as one file beside what was built.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What comes from someone who is not the package's author. */
const MORE = {
  '@vladmandic/human':
    'Of this package only the networks are here: BlazeFace and Face Mesh of MediaPipe, Copyright The MediaPipe Authors (Google), licensed under the Apache License, Version 2.0, https://www.apache.org/licenses/LICENSE-2.0.',
};

/** Licences that stand in a package's licence file alone. */
const NAMED = { 'png-js': 'MIT' };

/**
 * Two vite plugins that share a list: `collects` for the page and its workers alike, `writes` for the page.
 * A package whose licence nobody knows fails the build.
 */
export function licences(fileName = 'licences.txt') {
  const folders = new Set();
  const collects = () => ({
    name: 'dotwork-licences-collected',
    apply: 'build',
    transform(_, id) {
      const folder = packageFolder(id);
      if (folder) folders.add(folder);
    },
  });
  let out;
  const writes = {
    name: 'dotwork-licences-written',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      writeFileSync(join(out, fileName), textOf([...folders]));
    },
  };
  return { collects, writes };
}

/** The folder of the package that a module is of, by the last node_modules in its path. */
function packageFolder(id) {
  const path = id.replaceAll('\\', '/').replace(/^\0/, '');
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

function textOf(folders) {
  const parts = folders
    .map((folder) => ({
      folder,
      ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ folder, name, version, license: said, author }) => {
      const license = said ?? NAMED[name];
      if (typeof license !== 'string') throw new Error(`The licence of ${name} is not known.`);
      const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
      const text = file ? readFileSync(join(folder, file), 'utf8').trim() : authorOf(author);
      return [`${name} ${version} (${license})`, MORE[name], text].filter(Boolean).join('\n\n');
    });
  const head =
    'Dotwork is under the MIT licence. What follows is what others made and this build takes in, with its licences.';
  return `${[head, ...parts].join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
}

function authorOf(author) {
  const name = typeof author === 'string' ? author : author?.name;
  return name ? `Copyright ${name}` : '';
}
