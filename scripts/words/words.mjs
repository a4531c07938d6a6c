#!/usr/bin/env node
// The words of Dotwork, for those who translate it.
//
//   npm run words                  every message with the places it is said at
//   npm run words -- left [PATH]   text in code that looks like words and is not said
//   npm run words -- missing de    what a language lacks, as JSON to be filled in
//   npm run words -- add de FILE   takes such a filled file in, and drops what is said no longer
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectWords, isSpoken, leftInCode, SPOKEN, sources } from './collect.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [what, which, file] = process.argv.slice(2);

const languagePath = (code) => join(root, `presets/languages/${code}.json`);

function readLanguage(code) {
  try {
    return JSON.parse(readFileSync(languagePath(code), 'utf8')).messages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

if (what === undefined) {
  const words = collectWords(root);
  for (const [message, places] of words) console.log(`${message}\n    ${places.join(', ')}`);
  console.error(`${words.size} messages`);
} else if (what === 'left') {
  let count = 0;
  for (const path of sources(root, SPOKEN).filter(isSpoken)) {
    if (which && !path.startsWith(which)) continue;
    for (const { text, line } of leftInCode(path, readFileSync(join(root, path), 'utf8'))) {
      console.log(`${path}:${line}: ${text}`);
      count++;
    }
  }
  console.error(`${count} texts`);
} else if (what === 'missing' && which) {
  const known = readLanguage(which);
  const missing = [...collectWords(root).keys()].filter((message) => !(message in known));
  console.log(JSON.stringify(Object.fromEntries(missing.map((one) => [one, ''])), null, 1));
  console.error(`${missing.length} messages`);
} else if (what === 'add' && which && file) {
  const known = { ...readLanguage(which), ...JSON.parse(readFileSync(file, 'utf8')) };
  const messages = {};
  for (const message of [...collectWords(root).keys()].sort()) {
    if (known[message]) messages[message] = known[message];
  }
  const content = { format: 'dotwork-language', language: which, messages };
  writeFileSync(languagePath(which), `${JSON.stringify(content, null, 2)}\n`);
  console.error(`${Object.keys(messages).length} messages`);
} else {
  console.error('Use: npm run words [-- left PATH | missing CODE | add CODE FILE]');
  process.exitCode = 2;
}
