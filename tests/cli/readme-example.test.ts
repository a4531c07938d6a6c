import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { runNode } from './command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Inside the project, where the import of "dotwork" finds the project itself. */
const folder = join(root, '.cache', `example-${process.pid}`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the library example of the README runs as it stands', async () => {
  const example = exampleOf('README.md') ?? exampleOf('docs/library.md');
  expect(example).toBeDefined();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'example.mjs');
  writeFileSync(file, example!);
  const ran = await runNode([file]);
  expect(ran.stderr).not.toContain('Error');
  expect(ran.status).toBe(0);
  expect(ran.stdout).toMatch(/^\d+ dots, [\d.]+ minutes/);
});

/** The first JavaScript block under the heading "Use it as a library". */
function exampleOf(name: string): string | undefined {
  const path = join(root, name);
  if (!existsSync(path)) return undefined;
  const [, section] = readFileSync(path, 'utf8').split(/^#+ Use it as a library$/m);
  return section && /```js\n([\s\S]*?)```/.exec(section)?.[1];
}
