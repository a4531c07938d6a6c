import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeHead } from '../../src/head/parametric-head.ts';
import { headGlb } from '../../src/io/head-glb.ts';
import { ball, gltfJson, obj } from '../helpers/scan-files.ts';
import { CHEAP, dotwork, scratch } from './command.ts';

const files = scratch();

beforeAll(async () => {
  writeFileSync(files.at('man.glb'), await headGlb(await makeHead({ base: 'male' }), 'man'));
  writeFileSync(files.at('ball.obj'), obj(ball(12, 100)));
});

afterAll(() => files.end());

/** Three runs of the command, on a machine that may be shared with much else. */
const PATIENCE_MS = 300_000;

test('head tells what a scan is and measures; simulate takes it', {
  timeout: PATIENCE_MS,
}, async () => {
  const told = await dotwork(['head', files.at('man.glb')]);
  expect(told.status).toBe(0);
  const head = JSON.parse(told.stdout);
  expect(head).toMatchObject({ format: 'glb', unit: 'm', recognised: true, report: [] });
  expect(head).toMatchObject({ sizeConfirmed: true, sizeBy: 'file', mirrored: false });
  expect(head.measuresMm.length).toBeCloseTo(199.5, 0);
  expect(head.insideHairlineCm2).toBeLessThan(0.9 * head.scalpSkinCm2);

  const own = await dotwork(['simulate', 'default', '--quiet', ...CHEAP]);
  const scan = await dotwork([
    'simulate',
    'default',
    '--head',
    files.at('man.glb'),
    '--quiet',
    ...CHEAP,
  ]);
  expect(scan.status).toBe(0);
  const [a, b] = [JSON.parse(own.stdout), JSON.parse(scan.stdout)];
  // The areas mean the same in both commands, and the report says whose head it is.
  expect([a.head, b.head]).toEqual(['mean man', 'scan "man.glb"']);
  expect(b.scalpSkinCm2).toBeCloseTo(head.scalpSkinCm2, 1);
  expect(Math.abs(b.areaCm2 / head.insideHairlineCm2 - 1)).toBeLessThan(0.001);
  expect(Math.abs(a.scalpSkinCm2 / b.scalpSkinCm2 - 1)).toBeLessThan(0.04);
  // The same head by another way: the same density, over the same skin but for the ears' borders.
  expect(Math.abs(b.dotsPerCm2 / a.dotsPerCm2 - 1)).toBeLessThan(0.02);
  expect(Math.abs(b.treatedAreaCm2 / a.treatedAreaCm2 - 1)).toBeLessThan(0.04);
});

test('a plan made on a scan names it, and asks for it', async () => {
  const made = await dotwork(['plan', 'default', '--head', files.at('man.glb'), '--quiet']);
  const plan = JSON.parse(made.stdout);
  expect(plan.head.scan).toMatchObject({ kind: 'file', name: 'man.glb', mmPerUnit: 1000 });
  // The same scan in a zip, and in a folder among what phones and systems leave.
  const man = readFileSync(files.at('man.glb'));
  writeFileSync(files.at('shared.zip'), zipSync({ 'x/man.glb': man, '__MACOSX/x/._man.glb': man }));
  mkdirSync(files.at('phone/parts'), { recursive: true });
  writeFileSync(files.at('phone/parts/man.glb'), man);
  writeFileSync(files.at('phone/._man.glb'), 'Mac OS X');
  writeFileSync(files.at('phone/skin.png'), 'a picture');
  for (const name of ['shared.zip', 'phone']) {
    const again = await dotwork(['plan', 'default', '--head', files.at(name), '--quiet']);
    expect(JSON.parse(again.stdout).head.scan, name).toEqual(plan.head.scan);
  }
  writeFileSync(files.at('plan.json'), made.stdout);
  const missing = await dotwork(['simulate', files.at('plan.json')]);
  expect(missing.status).toBe(2);
  expect(missing.stderr).toContain('the scan "man.glb", which is not here');
});

test('no result is written over what it is made of', async () => {
  const names = ['scan.gltf', 'parts of it.bin'];
  const text = JSON.stringify({
    ...gltfJson(ball(12, 100)),
    buffers: [{ uri: 'parts%20of%20it.bin', byteLength: 10 }],
  });
  const held = [text, 'the only copy'];
  names.forEach((name, i) => {
    writeFileSync(files.at(name), held[i]!);
  });
  symlinkSync(files.at(names[1]!), files.at('link.bin'));
  for (const [output, words] of [
    [names[0]!, 'the scan itself'],
    [names[1]!, 'a part of the scan'],
    ['link.bin', 'a part of the scan'],
  ] as const) {
    for (const command of [
      ['head', files.at(names[0]!)],
      ['dots', 'default', '--head', files.at(names[0]!)],
    ]) {
      const ran = await dotwork([...command, '-o', files.at(output)]);
      expect(ran.stderr).toMatch(new RegExp(`-o names .*${words}`));
      expect(ran.status).toBe(2);
    }
  }
  expect(names.map((name) => readFileSync(files.at(name), 'utf8'))).toEqual(held);
});

test.each([
  [['head', 'nowhere.obj'], /There is no file nowhere\.obj/],
  [['plan', 'default', '--unit', 'cm'], /about a scan.*--head/s],
  [['head', 'package.json'], /package\.json is no scan|damaged|cannot be used/],
  [['head', 'BALL'], /No head was recognised.*--landmark/s],
  [['head', 'BALL', '--unit', 'furlong'], /--unit "furlong" is no unit/],
  [['head', 'BALL', '--landmark', 'nose=1,2,3'], /is no point.*nasion/s],
  [['head', 'BALL', '--circumference-mm', '57'], /--circumference-mm is "57".*300 to 750/s],
  [['head', 'BALL', '--circumference-mm', '570', '--unit', 'cm'], /both say how large/],
  [['plan', 'default', '--mirror'], /about a scan.*--head/s],
])('%j is told in a sentence', async (args, words) => {
  const ran = await dotwork(args.map((arg) => (arg === 'BALL' ? files.at('ball.obj') : arg)));
  expect(ran.status).toBe(2);
  expect(ran.stderr).toMatch(words);
  expect(ran.stdout).toBe('');
});
