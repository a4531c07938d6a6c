import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES } from '../../../src/plan/remarks/rules.ts';
import { sourcesIn } from '../../helpers/sources.ts';

test('docs/checks.md has every rule as the program reads it, and no other', () => {
  const page = readFileSync(new URL('../../../docs/checks.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| `/.test(line));
  const told = Object.entries(RULES).map(
    ([name, { title, why, source, standing }]) =>
      `| \`${name}\` | ${title} | ${why} | ${source} | ${standing} |`,
  );
  expect(rows).toEqual(told);
});

test('every rule is asked by some code', () => {
  const code = sourcesIn('src', '.ts')
    .filter(({ path }) => !path.endsWith('remarks/rules.ts'))
    .map(({ text }) => text)
    .join('\n');
  expect(Object.keys(RULES).filter((name) => !code.includes(`'${name}'`))).toEqual([]);
});
