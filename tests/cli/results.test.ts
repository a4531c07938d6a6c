import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, expect, test } from 'vitest';
import { CHEAP, dotwork, scratch } from './command.ts';

const folder = scratch();

/** Two simulations on a software GPU that may be shared with much else. */
const PATIENCE_MS = 300_000;

afterAll(folder.end);

test('simulate: one JSON object whose numbers agree with each other', async () => {
  const ran = await dotwork(['simulate', 'default', '--seed', '7', ...CHEAP]);
  expect(ran.status).toBe(0);
  expect(ran.stderr).toContain('note: Below about 40 per cm²');
  const report = JSON.parse(ran.stdout);
  const plan = JSON.parse((await dotwork(['plan', 'default', ...CHEAP])).stdout);
  expect(report.seed).toBe(7);
  const dots = report.sessions.map((session: { dots: number }) => session.dots);
  expect(dots.reduce((a: number, b: number) => a + b)).toBe(report.dots);
  expect(report.sessions.at(-1).cumulativeDots).toBe(report.dots);
  expect(report.needleMinutes).toBeCloseTo(report.dots / plan.technique.dotsPerMinute, 0);
  expect(report.treatedAreaCm2).toBeLessThan(report.areaCm2);
  // 20 were asked for; gradient and the hair that is left take a part of them.
  expect(report.dotsPerCm2).toBeGreaterThan(12);
  expect(report.dotsPerCm2).toBeLessThan(21);
  expect(report.depthMm.p05).toBeLessThan(report.depthMm.p50);
  expect(report.depthMm.p50).toBeCloseTo(plan.technique.depositDepthMm, 1);
  expect(report.extensionMm * plan.technique.extensionToDeposit).toBeCloseTo(
    plan.technique.depositDepthMm,
    2,
  );
  expect(report.pigmentUg.left / report.pigmentUg.placed).toBeCloseTo(
    report.pigmentUg.leftShare,
    3,
  );
  expect(report.colour.deltaE2000).toBeGreaterThan(0.2);
  expect(report.memoryBytes).toBeLessThanOrEqual(report.peakMemoryBytes);
  expect(report.adapter.name).not.toBe('');
  // Every path said to be assumed leads to a field of the report.
  const valueAt = (path: string) =>
    path
      .split('.')
      .reduce((here, key) => (key.endsWith('[]') ? here[key.slice(0, -2)][0] : here[key]), report);
  expect(report.assumed.filter((path: string) => valueAt(path) === undefined)).toEqual([]);
  expect(report.assumed).toContain('pigmentUg.leftShare');
  expect(report.limits).toContain('not a photograph of your future result');
});

test('dots: the same bytes in a file and through a pipe, whole, one line a dot', {
  timeout: PATIENCE_MS,
}, async () => {
  const file = folder.at('dots.csv');
  const written = await dotwork(['dots', 'default', ...CHEAP, '--quiet', '-o', file]);
  expect(written.status).toBe(0);
  const answer = JSON.parse(written.stdout);
  const csv = readFileSync(file, 'utf8');
  expect(answer).toMatchObject({ file, bytes: Buffer.byteLength(csv), seed: 1 });

  const lines = csv.trimEnd().split('\n');
  expect(lines.length).toBe(answer.dots + 1);
  // Two columns are words; all others are numbers, and those of maps empty where there is no value.
  const all = lines[0]!.split(',');
  const words = ['origin', 'finding'];
  const header = all.filter((name) => !words.includes(name));
  const cells = lines.slice(1).map((line) => line.split(','));
  expect(cells.every((row) => row.length === all.length)).toBe(true);
  expect(cells.every((row) => row[all.indexOf('origin')] === 'plan')).toBe(true);
  const rows = cells.map((row) => row.filter((_, i) => !words.includes(all[i]!)).map(Number));
  expect(rows.every((row) => row.every(Number.isFinite))).toBe(true);
  const column = (name: string) => rows.map((row) => row[header.indexOf(name)]!);
  const ids = column('id');
  expect(ids.every((id, i) => i === 0 || id > ids[i - 1]!)).toBe(true);
  expect(new Set(column('session'))).toEqual(new Set([1, 2, 3]));
  // Where most dots are, as many are asked for, counted and apart as the plan has it: 20 per cm2.
  const middle = (name: string) => column(name).sort((x, y) => x - y)[Math.floor(rows.length / 2)]!;
  expect(middle('asked_per_cm2')).toBeGreaterThan(15);
  expect(Math.abs(middle('density_per_cm2') / middle('asked_per_cm2') - 1)).toBeLessThan(0.15);
  expect(middle('nearest_mm')).toBeGreaterThan(1);
  expect(middle('skin_thickness_mm')).toBeGreaterThan(1);
  for (const row of rows) {
    const [nx, ny, nz] = ['nx', 'ny', 'nz'].map((name) => row[header.indexOf(name)]!);
    // Five digits each.
    expect(Math.hypot(nx!, ny!, nz!)).toBeCloseTo(1, 4);
  }
  expect(column('left_share').every((share) => share > 0 && share <= 1)).toBe(true);

  const piped = await dotwork(['dots', 'default', ...CHEAP, '--quiet']);
  expect(piped.status).toBe(0);
  expect(piped.stdout === csv).toBe(true);
});

test('render: a PNG of the size asked for, with its text, the same bytes twice', {
  timeout: PATIENCE_MS,
}, async () => {
  const flags = ['--size', '320x240', '--view', 'crown', '--age', '400', '--divider', '0.5'];
  const [first, second] = [folder.at('a.png'), folder.at('b.png')];
  const ran = await dotwork(['render', 'default', ...CHEAP, ...flags, '-o', first]);
  expect(ran.status).toBe(0);
  const bytes = readFileSync(first);
  const png = decode(bytes);
  expect(JSON.parse(ran.stdout)).toEqual({
    file: first,
    bytes: bytes.length,
    widthPx: 320,
    heightPx: 240,
    seed: 1,
    title: png.text.Title,
    head: 'mean man',
    ageDays: 400,
  });
  expect([png.width, png.height]).toEqual([320, 240]);
  expect(png.text.Description).toContain('not a photograph of your future result');
  expect(png.text.Description).toMatch(/ after the last session . expected outcome . left before/);
  // Many shades: a picture, and not one colour under a caption.
  const shades = new Set(Array.from({ length: 320 * 180 }, (_, i) => png.data[4 * i + 1]));
  expect(shades.size).toBeGreaterThan(40);

  await dotwork(['render', 'default', ...CHEAP, ...flags, '-o', second]);
  expect(readFileSync(second).equals(bytes)).toBe(true);
  expect(folder.names()).toEqual(['a.png', 'b.png', 'dots.csv']);

  const mapped = folder.at('map.png');
  const asMap = [
    'render',
    'default',
    ...CHEAP,
    '--size',
    '320x240',
    '--map',
    'density',
    '-o',
    mapped,
  ];
  expect((await dotwork(asMap)).status).toBe(0);
  expect(decode(readFileSync(mapped)).text.Description).toContain('map: Dots placed');
});

test('work by hand in a plan file is simulated, counted and told in the table of dots', {
  timeout: PATIENCE_MS,
}, async () => {
  const docs = readFileSync(new URL('../../docs/plan.md', import.meta.url), 'utf8');
  const example = docs.match(/```json\n(\{[^`]*"manual"[^`]*)```/)![1]!;
  const args = ['dots', '-', ...CHEAP, '--quiet'];
  const ran = await dotwork(args, example);
  expect(ran.status).toBe(0);
  const [header, ...rows] = ran.stdout
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const origin = header!.indexOf('origin');
  const byHand = rows.filter((row) => row[origin] !== 'plan');
  expect(byHand.map((row) => [row[0], row[1], row[origin]])).toEqual([
    ['2147483648', '2', 'added'],
    ['2147483649', '1', 'moved'],
  ]);
  const report = JSON.parse((await dotwork(['simulate', '-', ...CHEAP], example)).stdout);
  expect(report.manual).toMatchObject({ strokes: 1, erased: 1, added: 1, moved: 1 });
  expect(report.dots).toBe(rows.length);
  expect(report.remarks.map(({ text }: { text: string }) => text)).toContain(
    'By hand: 1 density stroke, 1 dot erased, 1 dot added, 1 dot moved.',
  );
});

test('a grid and a film: each picture another, the frames numbered, nothing left beside them', {
  timeout: PATIENCE_MS,
}, async () => {
  const size = ['--size', '160x160', ...CHEAP, '--quiet'];
  const file = folder.at('grid.png');
  const sheet = await dotwork([
    'grid',
    'default',
    '--ages',
    '0,1825',
    '--outcomes',
    'good',
    '-o',
    file,
    ...size,
  ]);
  expect(sheet.stderr).toBe('');
  const told = JSON.parse(sheet.stdout);
  expect([told.columns.length, told.rows.length]).toEqual([2, 0]);
  const png = decode(readFileSync(file));
  expect([png.width, png.height]).toEqual([told.widthPx, told.heightPx]);
  expect(png.width).toBeGreaterThan(320);
  expect(png.text.Description).toContain('not a photograph of your future result');

  const film = folder.at('film');
  const args = ['--kind', 'growth', '--seconds', '1', '--fps', '2', '-o', film];
  const ran = await dotwork(['film', 'default', ...args, ...size]);
  expect(JSON.parse(ran.stdout).frames).toBe(2);
  expect(readdirSync(film)).toEqual(['0001.png', '0002.png']);
  const frames = readdirSync(film).map((name) => readFileSync(join(film, name)));
  expect(frames[0]!.equals(frames[1]!)).toBe(false);
  expect(folder.names().filter((name) => name.includes('part'))).toEqual([]);
});
