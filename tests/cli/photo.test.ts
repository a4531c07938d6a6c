import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DecodedPng, decode } from 'fast-png';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeProject } from '../../src/io/project/project-file.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import { CHEAP, dotwork } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'dotwork-photo-'));
const file = (name: string) => join(folder, name);

/** Grey, with a place for every point; sizes as a phone's, smaller. */
beforeAll(async () => {
  const plain = sharp({
    create: { width: 480, height: 640, channels: 3, background: { r: 190, g: 150, b: 130 } },
  });
  await plain.clone().jpeg().toFile(file('client.jpg'));
  // Held sideways, as its file says.
  await plain.clone().rotate(90).jpeg().withMetadata({ orientation: 8 }).toFile(file('turned.jpg'));
  await plain.clone().resize(90, 120).png().toFile(file('small.png'));
  writeFileSync(file('words.jpg'), 'no picture');
  writeFileSync(file('points.json'), JSON.stringify(POINTS));
  const whole = writeProject({ plan: DEFAULT_PLAN, photos: [] });
  writeFileSync(file('case.zip'), whole);
  writeFileSync(file('cut.zip'), whole.subarray(0, whole.length - 60));
  // From above down the left side of the picture.
  const points = [
    [90, 0],
    [90, 640],
  ];
  writeFileSync(file('strokes.json'), JSON.stringify([{ kind: 'keep-out', radiusPx: 92, points }]));
});

/** Of a mean head that looks straight ahead, about 2.2 pixels a millimetre. */
const POINTS = {
  nasion: [240, 320],
  menton: [240, 565],
  canthusLeft: [344, 335],
  canthusRight: [136, 335],
  pronasale: [240, 415],
  subnasale: [240, 440],
  mouthCornerLeft: [298, 482],
  mouthCornerRight: [182, 482],
  tragionLeft: [392, 362],
  tragionRight: [88, 362],
};

describe('dotwork photo', () => {
  test('where networks find no face it says so, and what to do', async () => {
    const { status, stderr } = await dotwork([
      ...['photo', 'norwood-4', '--photo', file('client.jpg'), '--find-points'],
      ...['-o', file('none.png')],
    ]);
    expect(stderr).toMatch(/No face was found in .*client\.jpg\. Mark its points by hand/);
    expect(status).toBe(2);
  });

  test('puts dots into it as it is seen, not as it lies in its file, keeps the rest, and says how sure it is', async () => {
    const { status, stdout, stderr } = await dotwork(
      [
        ...['photo', '-', '--photo', file('turned.jpg'), '--points', file('points.json')],
        ...[...CHEAP, '-o', file('after.png'), '--before', file('before.png')],
        ...['--strokes', file('strokes.json'), '--grey', '20,20', '--mask-out', file('mask.png')],
      ],
      '{"format":"dotwork-plan","version":1}',
    );
    expect(stderr).not.toMatch(/error/i);
    expect(status).toBe(0);
    const said = JSON.parse(stdout);
    expect(said).toMatchObject({ widthPx: 480, heightPx: 640 });
    expect(said.camera.distanceMm).toBeGreaterThan(300);
    expect(said.scalpWithinMm.median).toBeLessThan(6);
    expect(said.doubtful).toBeUndefined();
    expect(said.measuresMm.length).toBeGreaterThan(170);
    expect(said.says).toMatch(/Simulated on a photograph/);
    const [before, after] = ['before.png', 'after.png'].map((name) =>
      decode(readFileSync(file(name))),
    ) as [DecodedPng, DecodedPng];
    expect(before.height).toBeGreaterThan(640);
    expect(after.height).toBeGreaterThan(640);
    // The untouched pixels are those of the file.
    const data = await sharp(file('turned.jpg')).rotate().raw().toBuffer();
    let [other, changed, below, keptOut] = [0, 0, 0, 0];
    for (let i = 0; i < 480 * 640; i++) {
      for (let c = 0; c < 3; c++)
        other += before.data[before.channels * i + c] === data[3 * i + c] ? 0 : 1;
      if (after.data[after.channels * i + 1] === before.data[before.channels * i + 1]) continue;
      changed++;
      if (i / 480 > 400) below++;
      if (i % 480 < 180) keptOut++;
    }
    expect(other).toBe(0);
    expect(changed).toBeGreaterThan(3000);
    // A face has no dots.
    expect(below).toBe(0);
    expect(keptOut).toBe(0);
    const mask = decode(readFileSync(file('mask.png')));
    expect(mask.data[mask.channels * (200 * 480 + 100)]).toBe(0);
    expect(mask.data[mask.channels * (200 * 480 + 380)]).toBe(255);
    // A plain picture has no edge that could tell how sharp it is; what is grey here has its colour.
    expect(said.blur).toEqual({ px: 0.8, from: 'assumed' });
    expect(said.lampColour[0]).toBeGreaterThan(said.lampColour[2]);
    expect(said.skinSuggestion.types).toContain(said.skinSuggestion.type);
  });

  test('several photographs make a project that gives the same pictures again', async () => {
    const one = ['--photo', file('client.jpg'), '--points', file('points.json'), '--mask', 'all'];
    const first = await dotwork(
      [
        ...['photo', '-', ...one, ...one, ...CHEAP, '-o', file('both.png')],
        ...['--project', file('case.dotwork.zip')],
      ],
      '{"format":"dotwork-plan","version":1}',
    );
    expect(first.stderr).not.toMatch(/error/i);
    const said = JSON.parse(first.stdout);
    expect(said.photographs).toHaveLength(2);
    expect(said.photographs[1].files[0].file).toBe(file('both-2.png'));
    const again = await dotwork([
      ...['photo', file('case.dotwork.zip'), ...CHEAP, '-o', file('again.png')],
    ]);
    expect(again.stderr).not.toMatch(/error/i);
    for (const n of [1, 2]) {
      const [before, after] = ['both', 'again'].map((name) =>
        readFileSync(file(`${name}-${n}.png`)),
      ) as [Buffer, Buffer];
      expect(before.equals(after)).toBe(true);
    }
  }, 240_000);

  test.each([
    [
      [file('case.zip'), '--photo', file('client.jpg')],
      /holds its photographs.*--photo says it again/,
    ],
    [[file('case.zip')], /There is no photograph/],
    [[file('cut.zip')], /cut\.zip is no project that can be opened/],
  ])('refuses %s', async (args, why) => {
    const { status, stderr } = await dotwork(['photo', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(why);
  });

  test.each([
    [['--photo', 'nowhere.jpg'], /There is no file nowhere\.jpg/],
    [['--photo', file('words.jpg')], /is no picture that can be read/],
    [['--photo', file('small.png')], /90 x 120 pixels: too few to show a dot/],
    [['--photo', file('client.jpg')], /0 points are too few/],
    [['--photo', file('client.jpg'), '--point', 'nose=1,2'], /There is no point "nose"/],
    [['--photo', file('client.jpg'), '--point', 'nasion'], /Write name=x,y/],
    [['--photo', file('client.jpg'), '-o', file('client.jpg')], /-o names the photograph itself/],
    [['--photo', file('client.jpg'), '--mask', file('small.png')], /too few to show a dot/],
    [[], /There is no photograph/],
    [['--photo', file('client.jpg'), '--points', '-', '--points', '-'], /2 --points and 1 --photo/],
    [['--photo', file('client.jpg'), '--grey', '20'], /--grey is "20"/],
    [['--photo', file('client.jpg'), '--grey', '900,20'], /900,20 lies outside the photograph/],
    [['--photo', file('client.jpg'), '--strokes', file('points.json')], /is no list of strokes/],
  ])('refuses %s', async (flags, why) => {
    const { status, stderr } = await dotwork(['photo', 'norwood-6', ...flags]);
    expect(status).toBe(2);
    expect(stderr).toMatch(why);
  });
});
