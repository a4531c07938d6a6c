import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { dotReference } from '../../src/engine/dot/dot-reference.ts';
import { skinOfType } from '../../src/light/skin-types.ts';
import { dotwork } from './command.ts';

const DOT = ['--skin', 'II', '--depth-mm', '0.3', '--radius-mm', '0.075'];
const CARBON = [...DOT, '--absorption-per-mm', '50'];

test('one JSON object of the promised shape, the same every time', async () => {
  const ran = await dotwork(['optics', ...CARBON, '--dots-per-cm2', '100']);
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  const answer = JSON.parse(ran.stdout);
  expect(Object.keys(answer)).toEqual(['bandsNm', 'lateralMm', 'ratio', 'skin', 'centre', 'patch']);
  expect(answer.bandsNm).toEqual([420, 450, 500, 540, 590, 630]);
  expect(answer.ratio).toHaveLength(answer.bandsNm.length);
  for (const row of answer.ratio) {
    expect(row).toHaveLength(answer.lateralMm.length);
    for (const value of row) expect(value).toBeGreaterThan(0);
    for (const value of row) expect(value).toBeLessThanOrEqual(1);
  }
  for (const place of ['skin', 'centre', 'patch']) {
    expect(Object.keys(answer[place])).toEqual(['lab', 'srgb']);
    expect(answer[place].lab).toHaveLength(3);
    for (const channel of answer[place].srgb) {
      expect(Number.isInteger(channel) && channel >= 0 && channel <= 255).toBe(true);
    }
  }
  const again = await dotwork(['optics', ...CARBON, '--dots-per-cm2', '100']);
  expect(again.stdout).toBe(ran.stdout);
});

test('lists, layers and pigment reach the answer', async () => {
  const lists = ['--lateral-mm', '0,0.4', '--band-nm', '450,630'];
  const plain = JSON.parse((await dotwork(['optics', ...CARBON, ...lists])).stdout);
  expect([plain.bandsNm, plain.lateralMm]).toEqual([
    [450, 630],
    [0, 0.4],
  ]);
  expect(plain.patch).toBeUndefined();
  const bloody = JSON.parse(
    (await dotwork(['optics', ...CARBON, '--layer', 'papillary.blood=0.1'])).stdout,
  );
  expect(bloody.skin.lab[0]).toBeLessThan(plain.skin.lab[0] - 1);
  const faint = await dotwork([
    'optics',
    ...DOT,
    '--pigment',
    'iron-oxide-red',
    '--dose-ug',
    '0.001',
  ]);
  expect(faint.stderr).toContain('note: iron-oxide-red also scatters');
  expect(JSON.parse(faint.stdout).centre.lab[0]).toBeGreaterThan(plain.centre.lab[0]);
});

test('photons answer beside the fast path, with error bars', async () => {
  // Skin VI at 450 nm takes in a photon soonest. So few tell the shape of the answer, no more.
  const dark = ['--skin', 'VI', '--depth-mm', '0.15', '--radius-mm', '0.1'];
  const place = ['--band-nm', '450', '--lateral-mm', '0,3', '--absorption-per-mm', '50'];
  const ran = await dotwork(['optics', ...dark, ...place, '--reference', '640', '--seed', '7']);
  expect(ran.status).toBe(0);
  const { bandsNm, ratio, reference } = JSON.parse(ran.stdout);
  expect([bandsNm, reference.photons]).toEqual([[450], 640]);
  const [[over, beside]] = reference.ratio;
  const [[error]] = reference.standardError;
  expect(error).toBeGreaterThan(0);
  expect(error).toBeLessThan(0.2);
  expect(Math.abs(over - ratio[0][0])).toBeLessThan(4 * error + 0.05);
  expect(beside).toBeGreaterThan(0.99);
});

test('without a GPU, threads find what one thread does, digit by digit', async () => {
  const dot = ['--skin', 'VI', '--depth-mm', '0.15', '--radius-mm', '0.1'];
  const place = ['--band-nm', '450,500', '--lateral-mm', '0,0.2', '--absorption-per-mm', '50'];
  const how = ['--reference', '500', '--seed', '7', '--adapter', 'software'];
  const { reference } = JSON.parse((await dotwork(['optics', ...dot, ...place, ...how])).stdout);
  const question = {
    skin: skinOfType('VI'),
    shape: { kind: 'sphere', depthMm: 0.15, radiusMm: 0.1 },
    absorptionPerMm: Array(6).fill(50),
    bandsNm: [450, 500],
    lateralMm: [0, 0.2],
  } as const;
  const here = await dotReference(undefined, question, { photons: 500, seed: 7 });
  const digits = (value: number) => Number(value.toFixed(6));
  expect(reference.ratio).toEqual(here.ratio.map((row) => row.map(digits)));
  expect(reference.standardError).toEqual(here.standardError.map((row) => row.map(digits)));
});

const wrong: [what: string, args: string[], says: string][] = [
  ['nothing', [], '--radius-mm is missing'],
  ['a negative depth', [...CARBON, '--depth-mm', '-1'], '--depth-mm is "-1"'],
  ['a dot out of the skin', [...CARBON, '--depth-mm', '0.05'], 'out of the skin'],
  ['a dot past the tables', [...CARBON, '--depth-mm', '3'], 'the tables of the fast path end'],
  ['dots that overlap', [...CARBON, '--spacing-mm', '0.1'], 'overlap'],
  ['an unknown pigment', [...DOT, '--pigment', 'ink'], 'Allowed choices are'],
  ['an unknown layer', [...CARBON, '--layer', 'bone.blood=1'], 'names no layer'],
  ['settings of a plan', [...CARBON, '--set', 'skin.type=V'], 'has no plan'],
  ['too few photons', [...CARBON, '--reference', '1'], '--reference is "1"'],
  ['half a photon', [...CARBON, '--reference', '1000.5'], 'whole number of photons'],
  ['a flag without value', [...CARBON, '--layer'], 'argument missing'],
];

for (const [what, args, says] of wrong) {
  test(`${what} is told on standard error, exit status 2`, async () => {
    const ran = await dotwork(['optics', ...args]);
    expect(ran.stderr).toContain(says);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
  });
}

test('the example of docs/optics.md prints what is written there', async () => {
  const page = readFileSync(
    fileURLToPath(new URL('../../docs/optics.md', import.meta.url)),
    'utf8',
  );
  const [, command, printed] = /```sh\nnpx dotwork (optics [^`]+?)\n```\s+```json\n([^`]+)```/.exec(
    page,
  )!;
  const ran = await dotwork(command!.replaceAll('\\\n', ' ').split(/\s+/));
  expect(ran.status).toBe(0);
  expect(JSON.parse(ran.stdout)).toEqual(JSON.parse(printed!));
});
