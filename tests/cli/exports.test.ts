import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { CHEAP, dotwork, scratch } from './command.ts';

const folder = scratch();

afterAll(folder.end);

test('calendar: a file of events, and the same through a pipe', async () => {
  const file = folder.at('sessions.ics');
  const begins = ['--set', 'startsOn=2026-03-02'];
  const written = await dotwork(['calendar', 'default', ...begins, '-o', file]);
  expect(written.status).toBe(0);
  expect(JSON.parse(written.stdout)).toMatchObject({ file, events: 9 });
  const piped = await dotwork(['calendar', 'default', ...begins]);
  expect(piped.stdout).toBe(readFileSync(file, 'utf8'));
});

test('stencil: a PDF on the paper asked for, and what it is off by', async () => {
  const file = folder.at('stencil.pdf');
  const ran = await dotwork([
    'stencil',
    'default',
    '-o',
    file,
    '--paper',
    'letter',
    '--transfer-paper',
  ]);
  expect(ran.status).toBe(0);
  const answer = JSON.parse(ran.stdout);
  expect(answer).toMatchObject({ format: 'pdf', mirrored: true, limitMm: 1.5 });
  expect(Math.abs(answer.hairlineMm - answer.hairlinePaperMm)).toBeLessThan(0.2);
  expect(answer.distortion.worstMm).toBeLessThanOrEqual(1.5);
  const pdf = readFileSync(file);
  expect(pdf.length).toBe(answer.bytes);
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 612 792\]/);
});

test('simulate --csv: a line of names and a line of the numbers of the report', async () => {
  const ran = await dotwork(['simulate', 'default', ...CHEAP, '--quiet', '--csv']);
  expect(ran.status).toBe(0);
  const [names, row, end] = ran.stdout.split('\r\n');
  expect(end).toBe('');
  expect(row!.startsWith('"Norwood VI, natural hairline",1,')).toBe(true);
  const cells = row!.replace(/^"[^"]*"/, 'title').split(',');
  const header = names!.split(',');
  expect(cells).toHaveLength(header.length);
  const cell = (name: string) => Number(cells[header.indexOf(name)]);
  const dots = [0, 1, 2].map((i) => cell(`sessions.${i}.dots`));
  expect(dots.reduce((sum, one) => sum + one)).toBe(cell('dots'));
  expect(cell('dots')).toBeGreaterThan(1000);
});

test.each([
  [['stencil', 'default', '-o', 'x.png'], 'Let its name end in pdf or svg, or add --format.'],
  [['stencil', 'default', '-o', 'x.pdf', '--limit-mm', '0'], '--limit-mm is "0".'],
  [['stencil', 'default', '-o', 'x.pdf', '--paper', 'a3'], 'Allowed choices are a4, letter.'],
  [['dots', 'default', '--format', 'xml'], 'Use csv, json, glb, ply or ply-ascii.'],
  [['dots', 'default', '--separator', 'pipe'], 'Allowed choices are comma, semicolon, tab.'],
  [['map', 'default', '-o', 'x.glb', '--map', 'dens'], 'Allowed choices are density, asked'],
  [['map', 'default', '-o', 'x.obj'], 'Let its name end in glb, ply or ply-ascii'],
  [['calendar', 'default'], 'Set startsOn to the date of the first session'],
  [['simulate', 'default', '--csv', '--text'], 'Leave --text and --rates out'],
])('%j is told with the fix, exit status 2', async (args, says) => {
  const ran = await dotwork(args);
  expect(ran.stderr).toContain(says);
  expect(ran.stdout).toBe('');
  expect(ran.status).toBe(2);
});
