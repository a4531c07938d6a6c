import { expect, test } from 'vitest';
import { type Ran, runNode } from './command.ts';

const check = (...args: string[]): Promise<Ran> => runNode(['scripts/check.mjs', ...args]);
const lastLine = ({ stdout }: Ran) => stdout.trimEnd().split('\n').at(-1);

test('one corner of the tests alone, its count on the last line', async () => {
  const ran = await check('--only', 'unit', 'color/bands');
  expect([ran.status, lastLine(ran)]).toEqual([0, expect.stringMatching(/^\d+ passed, 0 failed$/)]);
  expect(ran.stdout).toMatch(/Slowest tests\n +[\d.]+ s {2}bands\.test\.ts: /);
});

test('words that no test file has fail, so that a typo is no success', async () => {
  const ran = await check('--only', 'unit', 'no-such-corner');
  expect([ran.status, lastLine(ran)]).toEqual([1, '0 passed, 1 failed']);
  expect(ran.stdout).toContain('"unit" failed');
});

test.each([
  [['unit'], '"unit" is not known. Use --only'],
  [['--only'], '--only names no step. There are style,'],
  [['--only', 'units'], 'There is no step "units". There are style, types, unused, unit,'],
  [['--only', 'types', 'src'], '"types" looks at everything'],
])('%j is told in a sentence, exit status 2', async (args, words) => {
  const ran = await check(...args);
  expect(ran.stderr).toContain(words);
  expect([ran.status, ran.stdout]).toEqual([2, '']);
});

test.each([
  [[], 'name one version of Node'],
  [['24', '22'], 'name one version of Node'],
  [['lts'], '"lts" is no version of Node'],
  [['20.18'], 'Dotwork needs Node >=20.19, not 20.18.'],
  [['18'], 'Dotwork needs Node >=20.19, not 18.'],
])('on another Node: %j is told in a sentence', async (args, words) => {
  const ran = await runNode(['scripts/test-node.mjs', ...args]);
  expect(ran.stderr).toContain(words);
  expect([ran.status, ran.stdout]).toEqual([2, '']);
});
