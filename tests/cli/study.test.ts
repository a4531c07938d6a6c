import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../setup/built.ts';
import { dotwork, type Ran, scratch } from './command.ts';

const { at, end } = scratch();
afterAll(end);

const cheap = { 'density.dotsPerCm2': 20, 'hair.unitsPerCm2': 30 };
const study = {
  format: 'dotwork-study',
  version: 1,
  title: 'Depth by age',
  plans: [{ name: 'cheap', plan: 'norwood-4', set: cheap }],
  vary: {
    kind: 'grid',
    fields: [
      { path: 'technique.depositDepthMm', values: [0.3, 1.2] },
      { path: 'healing.ageDays', values: [0, 365] },
    ],
  },
  outputs: {
    dot: true,
    pictures: [{ name: 'front', view: 'front', widthPx: 160, heightPx: 160 }],
  },
};
const file = at('study.json');
const out = at('out');
let ran: Ran;

beforeAll(async () => {
  writeFileSync(file, JSON.stringify(study));
  ran = await dotwork(['study', file, '-o', out, '--workers', '2']);
});

test('a study leaves a table, a sheet and a report', async () => {
  expect(ran.stderr).toBe('');
  expect(JSON.parse(ran.stdout)).toMatchObject({ runs: 4, done: 4, failed: [] });
  const [head, ...lines] = readFileSync(join(out, 'results.csv'), 'utf8').trim().split('\r\n');
  expect(head).toMatch(/^index,plan,technique\.depositDepthMm,healing\.ageDays,dots,/);
  expect(lines.map((line) => line.split(',').slice(0, 4).join())).toEqual([
    '1,cheap,0.3,0',
    '2,cheap,0.3,365',
    '3,cheap,1.2,0',
    '4,cheap,1.2,365',
  ]);
  const bytes = readFileSync(join(out, 'results.parquet'));
  const table = await parquetReadObjects({ file: Uint8Array.from(bytes).buffer });
  expect(table.map((row) => row['healing.ageDays'])).toEqual([0, 365, 0, 365]);
  // What depth does: less is shed, and the dot is wider.
  expect(table[3]!['pigmentUg.leftShare']).toBeGreaterThan(table[1]!['pigmentUg.leftShare']);
  expect(table[3]!['dot.widthMm']).toBeGreaterThan(2 * table[1]!['dot.widthMm']);
  const sheet = await sharp(join(out, 'sheet-front.png')).metadata();
  expect(sheet.width).toBeGreaterThan(320);
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('Depth by age');
  expect(readdirSync(join(out, 'files'))).toHaveLength(4);
});

test('its numbers are those of dotwork simulate', async () => {
  const settings = { ...cheap, 'technique.depositDepthMm': 1.2, 'healing.ageDays': 365 };
  const flags = Object.entries(settings).flatMap(([path, value]) => ['--set', `${path}=${value}`]);
  const { stdout } = await dotwork(['simulate', 'norwood-4', ...flags, '--quiet']);
  const { dots, inkCover, colour } = JSON.parse(stdout);
  const table = await parquetReadObjects({
    file: Uint8Array.from(readFileSync(join(out, 'results.parquet'))).buffer,
  });
  expect(table[3]).toMatchObject({ dots, inkCover, 'colour.deltaE2000': colour.deltaE2000 });
});

test('Ctrl-C keeps what is done, and --resume comes to the same in the end', async () => {
  const other = at('other');
  const child = spawn(
    process.execPath,
    [join(root, 'dist/node/dotwork.js'), 'study', file, '-o', other, '--workers', '1', '--quiet'],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const runs = join(other, 'runs');
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  while (!existsSync(runs) || !readdirSync(runs).some((name) => name.endsWith('.json'))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  const done = readdirSync(runs).length;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(4);
  const again = await dotwork(['study', file, '-o', other, '--workers', '1', '--resume']);
  expect(JSON.parse(again.stdout)).toMatchObject({ done: 4 });
  expect(everyFile(other)).toEqual(everyFile(out));
});

test.each<[string, string[], RegExp]>([
  ['no such study', ['depth-atlasses', '--dry-run'], /no study depth-atlasses.*"depth-atlas"/],
  ['nowhere to put it', [file], /Name a folder with -o/],
  ['results there already', [file, '-o', out], /--resume/],
  ['a setting of the shell', [file, '-o', at('x'), '--set', 'seed=2'], /"vary" of the study/],
  ['a plan', ['package.json', '--dry-run'], /package\.json: /],
])('%s is told', async (_, args, words) => {
  const { status, stderr } = await dotwork(['study', ...args]);
  expect(stderr).toMatch(words);
  expect(status).toBe(2);
});

test('a dry run tells how much it is and leaves nothing', async () => {
  const { stdout } = await dotwork(['study', 'depth-atlas', '--dry-run', '-o', at('dry')]);
  expect(JSON.parse(stdout)).toMatchObject({ runs: 192, distinct: 192, heads: 1 });
  expect(existsSync(at('dry'))).toBe(false);
});

/** Name and bytes of every file below a folder. */
function everyFile(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(folder.length), readFileSync(path).toString('base64')] as const;
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
