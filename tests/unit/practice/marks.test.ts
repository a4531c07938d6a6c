import { expect, test } from 'vitest';
import { latticeSpacingMm } from '../../../src/base/spacing.ts';
import { unitHash } from '../../../src/base/unit-hash.ts';
import { dotOf, type PracticeDot, tiltOf } from '../../../src/practice/hand.ts';
import { unevenness } from '../../../src/practice/marks/evenness.ts';
import { markPractice } from '../../../src/practice/marks/mark-practice.ts';
import { doubleHits, gapsIn, relativeRadius } from '../../../src/practice/marks/spacing.ts';
import { parsePractice } from '../../../src/practice/record.ts';
import { askedDots, askedWithin, isInField, TASKS, taskNamed } from '../../../src/practice/task.ts';
import { evenDots } from '../../helpers/practice-patch.ts';

const square = taskNamed('square');
const patch = taskNamed('patch');

const dot = (xMm: number, yMm: number, more: Partial<PracticeDot> = {}, turn = 0): PracticeDot => ({
  ...{ xMm, yMm, depthMm: 0.4, tiltDeg: 5, doseShare: 1, atMs: 700 * turn },
  ...more,
});

/** Even dots with a spacing kept, as many as the whole patch asks for. */
const good = evenDots(30, 1.12, 3).map(({ x, y }, i) => dot(x, y, {}, i));
const marks = (dots: readonly PracticeDot[], task = patch) =>
  Object.fromEntries(markPractice(task, dots).map((mark) => [mark.name, mark]));
const faults = (dots: readonly PracticeDot[]) =>
  Object.values(marks(dots))
    .filter(({ verdict }) => verdict === 'poor' || verdict === 'fair')
    .map(({ name }) => name);

/** A triangular lattice over the whole patch. */
function lattice(stepMm: number): PracticeDot[] {
  const dots: PracticeDot[] = [];
  const rise = (stepMm * Math.sqrt(3)) / 2;
  for (let row = 0; row * rise <= 30; row++) {
    for (let x = row % 2 === 0 ? 0 : stepMm / 2; x <= 30; x += stepMm)
      dots.push(dot(x, row * rise));
  }
  return dots;
}

test('good work is good in every mark', () => {
  expect(faults(good)).toEqual([]);
});

test('a lattice has a relative radius of 1, no gap, and is found as rows', () => {
  const dots = lattice(latticeSpacingMm(60));
  expect(relativeRadius(patch, dots)).toBeCloseTo(1, 6);
  expect(gapsIn(patch, dots)).toEqual([]);
  expect(marks(dots).rows!.verdict).toBe('poor');
});

test('dots strewn blindly are as uneven as chance, a lattice far less', () => {
  const strewn = Array.from({ length: 30 }, (_, seed) =>
    unevenness(
      patch,
      Array.from({ length: 540 }, (_, i) =>
        dot(30 * unitHash(seed, i, 0), 30 * unitHash(seed, i, 1)),
      ),
    ),
  );
  // A mean of 30 draws of about 1 ± 0.09.
  expect(strewn.reduce((sum, one) => sum + one, 0) / 30).toBeCloseTo(1, 1);
  expect(unevenness(patch, lattice(latticeSpacingMm(60)))).toBeLessThan(0.5);
});

test('what a ramp of density asks for is its integral', () => {
  const line = taskNamed('hairline');
  // 30 mm wide; 8 mm of half density and 4 mm of the whole.
  expect(askedDots(line)).toBeCloseTo(0.85 * 30 * (8 / 2 + 4), 9);
  expect(askedWithin(line, [0, 6], [30, 10])).toBeCloseTo((0.85 * 30 * 4 ** 2) / 16, 9);
  expect(askedDots(square)).toBeCloseTo(122.4, 6);
  for (const task of TASKS) expect(task.about).toContain(`${Math.round(askedDots(task))} dots`);
});

/** One fault put into good work. */
const FAULTS: readonly [mark: string, fault: () => PracticeDot[]][] = [
  ['count', () => good.filter((_, i) => i % 4 !== 0)],
  ['depth', () => good.map((one, i) => (i % 3 === 0 ? { ...one, depthMm: 1.1 } : one))],
  ['depth', () => good.map((one, i) => (i % 3 === 0 ? { ...one, depthMm: 0.08 } : one))],
  ['angle', () => good.map((one) => ({ ...one, tiltDeg: 35 }))],
  ['dose', () => good.map((one) => ({ ...one, doseShare: 2.5 }))],
  ['gaps', () => good.filter(({ xMm, yMm }) => Math.hypot(xMm - 15, yMm - 15) > 1.7)],
  ['clusters', () => [...good, ...good.slice(0, 9).map((one) => ({ ...one, xMm: one.xMm + 0.1 }))]],
];

test.each(FAULTS)('%s tells of its fault', (mark, fault) => {
  expect(faults(fault())).toContain(mark);
});

test('faults of the needle are no faults of the place', () => {
  expect(faults(good.map((one) => ({ ...one, tiltDeg: 35 })))).toEqual(['angle']);
  expect(faults(good.map((one) => ({ ...one, doseShare: 2 })))).toEqual(['dose']);
});

test('a gap is told where it is, and a place hit twice', () => {
  const dots = good.filter(({ xMm, yMm }) => Math.hypot(xMm - 20, yMm - 8) > 2);
  const [gap] = gapsIn(patch, dots);
  expect(Math.hypot(gap!.xMm - 20, gap!.yMm - 8)).toBeLessThan(1);
  expect(gap!.radiusMm).toBeGreaterThan(1.9);
  expect(doubleHits([dot(1, 1), dot(5, 5), dot(1.1, 1)])).toEqual([2]);
});

test('too deep is told where it is', () => {
  const dots = good.map((one) => (one.xMm > 22 ? { ...one, depthMm: 1.1 } : one));
  const [place] = marks(dots).depth!.places;
  expect(place!.xMm).toBeGreaterThan(22);
});

test('a pen gives depth by pressure and angle, a mouse by time or slider', () => {
  const touch = { xMm: 5, yMm: 5, holdMs: 120, atMs: 0 };
  const hand = { depthBy: 'pressure', sliderMm: 0.5, tremor: 'none', seed: 1 } as const;
  expect(dotOf({ ...touch, pressure: 1 / 3, tiltDeg: 0 }, hand, 0).depthMm).toBe(0.4);
  expect(dotOf({ ...touch, pressure: 1 / 3, tiltDeg: 60 }, hand, 0).depthMm).toBe(0.2);
  // A pointer without pressure goes by the slider.
  expect(dotOf(touch, hand, 0)).toMatchObject({ depthMm: 0.5, doseShare: 1, tiltDeg: null });
  expect(dotOf({ ...touch, holdMs: 240 }, hand, 0).doseShare).toBe(2);
  const held = dotOf({ ...touch, holdMs: 280 }, { ...hand, depthBy: 'hold' }, 0);
  expect(held).toMatchObject({ depthMm: 0.8, doseShare: 1 });
  expect(tiltOf(0, 0)).toBe(0);
  expect(tiltOf(30, 0)).toBeCloseTo(30, 9);
  expect(tiltOf(45, 45)).toBeCloseTo(54.7356, 3);
});

test('a trembling hand strays as told, the same way again, and never off the patch', () => {
  const hand = { depthBy: 'slider', sliderMm: 0.4, tremor: 'strong', seed: 7 } as const;
  const strays = Array.from({ length: 400 }, (_, i) =>
    dotOf({ xMm: 15, yMm: 15, holdMs: 120, atMs: 0 }, hand, i),
  );
  const sd = Math.sqrt(strays.reduce((sum, { xMm }) => sum + (xMm - 15) ** 2, 0) / 400);
  // Three times 0.06 mm; 400 draws tell it within a tenth.
  expect(sd).toBeGreaterThan(0.16);
  expect(sd).toBeLessThan(0.2);
  const again = dotOf({ xMm: 15, yMm: 15, holdMs: 120, atMs: 0 }, hand, 5);
  expect(again).toEqual(strays[5]);
  expect(dotOf({ xMm: -3, yMm: 40, holdMs: 1, atMs: 0 }, hand, 0)).toMatchObject({
    ...{ xMm: 0, yMm: 30, doseShare: 0.25 },
  });
});

test('too few dots, and files that are no exercise, are refused in words', () => {
  expect(() => markPractice(square, good.slice(0, 3))).toThrow(/too few/);
  expect(() => parsePractice('{')).toThrow(/no JSON/);
  expect(() => parsePractice('{"format":"dotwork-plan"}')).toThrow(/no exercise/);
  const record = {
    ...{ format: 'dotwork-practice', version: 1, task: 'square', student: 'A', day: '2026-03-02' },
    dots: good.filter(({ xMm, yMm }) => isInField(square, xMm, yMm)),
  };
  expect(parsePractice(JSON.stringify(record))).toEqual(record);
  expect(() =>
    parsePractice(JSON.stringify({ ...record, dots: [{ ...good[0], depthMm: 9 }] })),
  ).toThrow(/dots\.0\.depthMm/);
});
