import { beforeAll, describe, expect, test } from 'vitest';
import { Simulator } from '../../src/engine/simulator.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { SkinPass } from '../../src/view/skin/skin-pass.ts';
import { testGpu } from '../helpers/gpu.ts';
import { type Sight, seen, seenTruly } from '../helpers/skin/seen-skin.ts';

const SIDE_PX = 40;

/** A bald head all over which dots are placed. */
const PLAN: Plan = {
  ...DEFAULT_PLAN,
  hair: {
    ...DEFAULT_PLAN.hair,
    unitsPerCm2: 30,
    loss: { kind: 'areata', pattern: 'totalis', patches: 1 },
  },
  density: { dotsPerCm2: 60 },
};

let simulator: Simulator;
let skin: SkinPass;

beforeAll(async () => {
  const gpu = await testGpu();
  simulator = await Simulator.create(gpu);
  await simulator.update(PLAN);
  skin = await gpu.checked('compile', () => SkinPass.create(gpu));
});

describe('while the camera goes round, a picture beside what a lens and a sensor would see', () => {
  // Share of the mean light; contrast of the dots themselves is 7 percent near and 1.5 far. Before the
  // whole of a dot was seen through the pixel, and that as long as it is, 1.5 m shimmered by 2 percent.
  test.each([
    { distanceMm: 790, tiltDeg: 0, errorMost: 0.003, shimmerMost: 0.0045 },
    { distanceMm: 1500, tiltDeg: 0, errorMost: 0.005, shimmerMost: 0.0065 },
    { distanceMm: 3000, tiltDeg: 0, errorMost: 0.0075, shimmerMost: 0.01 },
    { distanceMm: 790, tiltDeg: 60, errorMost: 0.0055, shimmerMost: 0.0045 },
    { distanceMm: 120, tiltDeg: 80, errorMost: 0.004, shimmerMost: 0.002 },
  ])('$distanceMm mm, $tiltDeg degrees aslant', async (expected) => {
    const errors: number[][] = [];
    for (const goneRoundPx of [0, 0.37]) {
      const sight: Sight = { ...expected, sidePx: SIDE_PX, goneRoundPx };
      const truth = inner(await seenTruly(skin, simulator, sight));
      const picture = inner(await seen(skin, simulator, sight));
      const mean = average(truth);
      expect(Math.abs(average(picture) / mean - 1)).toBeLessThan(0.003);
      errors.push(truth.map((value, i) => (picture[i]! - value) / mean));
    }
    const [first, second] = errors as [number[], number[]];
    expect(rms(first)).toBeLessThan(expected.errorMost);
    expect(rms(first.map((error, i) => error - second[i]!))).toBeLessThan(expected.shimmerMost);
  });
});

/** Without the rim, whose truth lacks what lies outside. */
function inner(values: Float64Array): number[] {
  const isInner = (at: number) => at > 2 && at < SIDE_PX - 3;
  return [...values].filter((_, i) => isInner(i % SIDE_PX) && isInner(Math.floor(i / SIDE_PX)));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rms(values: readonly number[]): number {
  return Math.sqrt(average(values.map((value) => value ** 2)));
}
