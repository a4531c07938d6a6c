import { expect, test } from 'vitest';
import { planHead } from '../../../src/engine/head/plan-head.ts';
import { planHairline } from '../../../src/engine/plan-scalp.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { planFromPreset, presets } from '../../../src/plan/presets.ts';
import { setPath } from '../../../src/plan/reading/override.ts';
import { planRemarks } from '../../../src/plan/remarks/summary.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import {
  type HairlineMeasures,
  measureHairline,
} from '../../../src/scalp/hairline/hairline-rules.ts';

const heads = new Map<string, ReturnType<typeof planHead>>();

/** Each head is made once: most plans here share the mean man. */
async function measured(plan: Plan): Promise<HairlineMeasures> {
  const key = JSON.stringify([plan.head.base, plan.head.measuresMm]);
  const head = await (heads.get(key) ?? planHead(plan));
  heads.set(key, Promise.resolve(head));
  return measureHairline(head, planHairline(plan, head));
}

async function about(plan: Plan, field: string): Promise<string[]> {
  return planRemarks(plan, await measured(plan))
    .filter((remark) => remark.field === `hairline.${field}`)
    .map(({ text }) => text);
}

const changed = (...settings: string[]): Plan =>
  settings.reduce((plan, setting) => {
    const [path, value] = setting.split('=') as [string, string];
    return setPath(plan, path, value);
  }, DEFAULT_PLAN);

test('the tape reads what the plan asks for', async () => {
  for (const height of [62, 75, 95]) {
    const { midFrontalMm } = await measured(changed(`hairline.midFrontalMm=${height}`));
    expect(Math.abs(midFrontalMm - height)).toBeLessThan(0.5);
  }
});

test('the mean face has its thirds, and they add up to the face', async () => {
  const { thirdsMm } = await measured(DEFAULT_PLAN);
  // ANSUR men: sellion to chin 122.6, glabella about 18 above the sellion.
  expect(Math.abs(thirdsMm[1] + thirdsMm[2] - 140)).toBeLessThan(6);
  expect(Math.abs(thirdsMm[0] / thirdsMm[1] - 1)).toBeLessThan(0.1);
});

test('left and right measure alike without asymmetry, and as far apart as is asked', async () => {
  const calm = ['hairline.macroMm=0', 'hairline.microMm=0'];
  const even = await measured(changed(...calm, 'hairline.asymmetryMm=0'));
  for (const name of ['cornerToMidFrontalMm', 'recessionMm', 'cornerToPeakMm'] as const) {
    expect(Math.abs(even.left[name] - even.right[name])).toBeLessThan(0.3);
  }
  const uneven = await measured(changed(...calm, 'hairline.asymmetryMm=6'));
  const apart = Math.abs(uneven.left.recessionMm - uneven.right.recessionMm);
  expect(apart).toBeGreaterThan(3.5);
  expect(apart).toBeLessThan(8);
});

test('recession, width, waves and shape show in their own measure', async () => {
  const plain = await measured(DEFAULT_PLAN);
  const receded = await measured(changed('hairline.templeRecessionMm=40'));
  expect(receded.left.recessionMm - plain.left.recessionMm).toBeGreaterThan(15);
  const narrow = await measured(changed('hairline.halfWidthMm=50'));
  expect(narrow.cornerSpanMm).toBeLessThan(plain.cornerSpanMm - 15);
  expect(Math.abs(narrow.left.cornerBesideCanthusMm - 2.4)).toBeLessThan(2);
  const wavy = await measured(changed('hairline.macroMm=6'));
  expect(wavy.irregularityMm).toBeGreaterThan(1.5 * plain.irregularityMm);
  const round = await measured(changed('hairline.style=rounded', 'hairline.templeRecessionMm=0'));
  expect(round.irregularityMm).toBeLessThan(2);
});

test('the default plan and cases that show good work break no rule', async () => {
  expect(planRemarks(DEFAULT_PLAN, await measured(DEFAULT_PLAN))).toEqual([]);
  for (const { name } of presets('case')) {
    if (name.startsWith('trainer-')) continue;
    const plan = planFromPreset(name);
    const warned = planRemarks(plan, await measured(plan)).filter(
      ({ field, severity }) => field.startsWith('hairline.') && severity === 'warn',
    );
    expect(warned, name).toEqual([]);
  }
});

test.each([
  [['hairline.midFrontalMm=58'], 'midFrontalMm', /58 mm above the brow is low for a male head/],
  [['hairline.midFrontalMm=108'], 'midFrontalMm', /108 mm above the brow is high/],
  [['hairline.midFrontalMm=67'], 'midFrontalMm', /younger than 40 years; 70 mm or more/],
  [
    ['hairline.midFrontalMm=72', 'head.ageYears=64'],
    'midFrontalMm',
    /younger than 64 years; 78 mm or more/,
  ],
  [['hairline.halfWidthMm=69'], 'halfWidthMm', /21 mm outside the outer corner of the eye/],
  [['hairline.templeRecessionMm=0'], 'templeRecessionMm', /Closed temples \(\d mm deep here\)/],
  [
    ['Left', 'Right'].map((side) => `hairline.moved.corner${side}={"backMm":-40,"outMm":0}`),
    'templeRecessionMm',
    /Closed temples \(\d+ mm forward here\)/,
  ],
  [
    ['hairline.macroMm=0', 'hairline.microMm=0'],
    'microMm',
    /drawn with a ruler: it strays 0\.\d mm from a plain curve/,
  ],
  [['hairline.asymmetryMm=0'], 'asymmetryMm', /mirror each other exactly/],
])('%j is told with its measure', async (settings, field, words) => {
  expect((await about(changed(...settings), field)).join(' ')).toMatch(words);
});

test('young men may have low lines, and no one is told twice', async () => {
  expect(
    await about(changed('hairline.midFrontalMm=67', 'head.ageYears=22'), 'midFrontalMm'),
  ).toEqual([]);
  expect(await about(changed('hairline.midFrontalMm=58'), 'midFrontalMm')).toHaveLength(1);
});

const ways = (backMm: number, outMm: number) => JSON.stringify({ backMm, outMm });

test('a corner dragged forward until it is no corner is told, on one side or on both', async () => {
  const plan = (...sides: string[]) =>
    changed(
      'hairline.macroMm=0',
      ...sides.flatMap((side) => [`hairline.moved.corner${side}=${ways(-24, 8)}`]),
    );
  const both = plan('Left', 'Right');
  const { left } = await measured(both);
  expect(left.cornerAngleDeg).toBeGreaterThan(140);
  expect((await about(both, 'templeRecessionMm')).join(' ')).toMatch(
    /The corners are flattened \(1[4-7]\d degrees\)/,
  );
  expect((await about(plan('Left'), 'templeRecessionMm')).join(' ')).toMatch(
    /The left corner is flattened \(1[4-7]\d degrees\)/,
  );
  const woman = setPath(both, 'head.base', 'female');
  expect((await about(woman, 'templeRecessionMm')).join(' ')).not.toMatch(/flattened/);
});

test('points moved by hand are counted, uneven corners and a knot in the line are told', async () => {
  const uneven = changed(`hairline.moved.cornerRight=${ways(14, 0)}`);
  expect((await about(uneven, 'moved')).join(' ')).toMatch(
    /The right corner lies \d+ mm deeper than the other\. One point of the hairline moved by hand\./,
  );
  const knot = changed(
    `hairline.moved.moundLeft=${ways(0, 35)}`,
    `hairline.moved.midPupilLeft=${ways(20, -10)}`,
    `hairline.moved.cornerLeft=${ways(-30, -25)}`,
  );
  expect((await about(knot, 'moved')).join(' ')).toMatch(/crosses itself.*3 points/);
});

test('a point moved on one side ends perfect symmetry', async () => {
  const even = ['hairline.asymmetryMm=0', 'hairline.macroMm=0'];
  expect(await about(changed(...even), 'asymmetryMm')).toHaveLength(1);
  const one = changed(...even, `hairline.moved.cornerLeft=${ways(2, 0)}`);
  expect(await about(one, 'asymmetryMm')).toEqual([]);
});
