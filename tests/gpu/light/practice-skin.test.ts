import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PracticeSkin } from '../../../src/engine/practice/practice-skin.ts';
import { referenceDots } from '../../../src/engine/practice/reference-dots.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { PracticeDot } from '../../../src/practice/hand.ts';
import { markPractice } from '../../../src/practice/marks/mark-practice.ts';
import { askedDots, TASKS, taskNamed } from '../../../src/practice/task.ts';
import { StripPicture } from '../../../src/view/strip-picture.ts';
import { testGpu } from '../../helpers/gpu.ts';

const SIDE_PX = 64;
const SIDE_MM = 4;
const task = taskNamed('square');
const one: PracticeDot = {
  ...{ xMm: 12, yMm: 10, depthMm: 0.4, tiltDeg: 0, doseShare: 1, atMs: 0 },
};

describe('a practice patch', () => {
  let skin: PracticeSkin;
  let camera: StripPicture;

  beforeAll(async () => {
    const gpu = await testGpu();
    [skin, camera] = await gpu.checked('practice', async () => [
      await PracticeSkin.create(gpu),
      await StripPicture.create(gpu, SIDE_PX, 1),
    ]);
  });

  afterAll(() => {
    skin.destroy();
    camera.destroy();
  });

  /** Green of each pixel around the middle of the dot; x to the right, y down. */
  async function seen(dots: readonly PracticeDot[], ageDays = 0): Promise<number[]> {
    skin.update(DEFAULT_PLAN, task, dots, ageDays);
    camera.bind(skin);
    const rgba = await camera.draw({ xMm: one.xMm - 15, yMm: one.yMm - 15 }, SIDE_MM);
    return Array.from({ length: SIDE_PX ** 2 }, (_, i) => rgba[4 * i + 1]!);
  }

  const darkest = (green: readonly number[]) => {
    const at = green.indexOf(Math.min(...green));
    const mm = (px: number) => (SIDE_MM * (px + 0.5)) / SIDE_PX - SIDE_MM / 2;
    return { xMm: mm(at % SIDE_PX), yMm: -mm(Math.floor(at / SIDE_PX)), green: green[at]! };
  };

  test('shows a dot where it was put, and bare skin without one', async () => {
    const bare = await seen([]);
    expect(Math.max(...bare) - Math.min(...bare)).toBeLessThanOrEqual(1);
    const dark = darkest(await seen([one]));
    expect(Math.hypot(dark.xMm, dark.yMm)).toBeLessThan(0.1);
    expect(dark.green).toBeLessThan(bare[0]! - 25);
    const beside = darkest(await seen([{ ...one, xMm: one.xMm + 1, yMm: one.yMm - 0.5 }]));
    expect(beside.xMm).toBeCloseTo(1, 1);
    expect(beside.yMm).toBeCloseTo(-0.5, 1);
  });

  test('more ink is darker, deeper is paler, and what is too shallow is gone in two months', async () => {
    const green = async (change: Partial<PracticeDot>, ageDays = 60) =>
      darkest(await seen([{ ...one, ...change }], ageDays)).green;
    const usual = await green({});
    expect(await green({ doseShare: 2 })).toBeLessThan(usual);
    expect(await green({ depthMm: 1.2 })).toBeGreaterThan(usual + 3);
    const bare = (await seen([]))[0]!;
    expect(await green({ depthMm: 0.05 }, 0)).toBeLessThan(bare - 10);
    expect(await green({ depthMm: 0.05 })).toBeGreaterThan(bare - 3);
  });

  test.each(TASKS.map(({ name }) => name))(
    'the reference of "%s" is good in every mark',
    async (name) => {
      const asked = taskNamed(name);
      const dots = await referenceDots(asked, 1);
      expect(Math.abs(dots.length / askedDots(asked) - 1)).toBeLessThan(0.08);
      const bad = markPractice(asked, dots).filter(({ verdict }) => !/good|told/.test(verdict));
      expect(bad).toEqual([]);
      expect(await referenceDots(asked, 1)).toEqual(dots);
      expect(await referenceDots(asked, 2)).not.toEqual(dots);
    },
  );
});
