import { expect, test } from 'vitest';
import { BANDS_NM } from '../../../src/color/bands.ts';
import { type DotShape, dotOptics } from '../../../src/engine/dot/dot-optics.ts';
import { walkTask } from '../../../src/engine/dot/dot-photons.ts';
import { dotReference } from '../../../src/engine/dot/dot-reference.ts';
import { skinOfType } from '../../../src/light/skin-types.ts';

const ask = (shape: DotShape, perMm: number, lateralMm = [0, 0.1]) => ({
  skin: skinOfType('II'),
  shape,
  absorptionPerMm: BANDS_NM.map(() => perMm),
  bandsNm: [450],
  lateralMm,
});
const RUN = { photons: 6000, seed: 3 };

test('without a GPU, a ball is as 3-D Monte Carlo with 1e6 photons has it', async () => {
  // Balls of 50 um at 450 nm, as in tests/unit/light/dot.test.ts.
  for (const [depthMm, perMm, published] of [
    [0.2, 100, 0.908],
    [0.1, 30, 0.548],
  ] as const) {
    const question = ask({ kind: 'sphere', depthMm, radiusMm: 0.05 }, perMm, [0]);
    const { ratio, standardError, photons } = await dotReference(undefined, question, RUN);
    expect(photons).toBe(RUN.photons);
    expect(standardError[0]![0]!).toBeLessThan(0.01);
    expect(Math.abs(ratio[0]![0]! - published)).toBeLessThan(4 * standardError[0]![0]!);
  }
});

test('an even profile is the even column, photon by photon, and a graded one what the law says', async () => {
  const ends = { topMm: 0.1, bottomMm: 0.4, radiusMm: 0.08 };
  const even = await dotReference(undefined, ask({ kind: 'column', ...ends }, 20), RUN);
  const profile = [
    [0.1, 1],
    [0.4, 1],
  ] as const;
  const flat = await dotReference(undefined, ask({ kind: 'column', ...ends, profile }, 20), RUN);
  flat.ratio[0]!.forEach((value, i) => {
    expect(value).toBeCloseTo(even.ratio[0]![i]!, 9);
  });
  const falling = [
    [0.1, 2],
    [0.4, 0],
  ] as const;
  const graded = ask({ kind: 'column', ...ends, profile: falling }, 20);
  const { ratio, standardError } = await dotReference(undefined, graded, RUN);
  const law = dotOptics(graded).ratio[0]!;
  law.forEach((value, i) => {
    expect(Math.abs(value - ratio[0]![i]!)).toBeLessThan(0.02 + 3 * standardError[0]![i]!);
  });
  // More of it lies higher up: darker in the middle.
  expect(ratio[0]![0]!).toBeLessThan(even.ratio[0]![0]! - 0.02);
});

test('who walks which batches does not matter: the bits are the same', async () => {
  const question = {
    ...ask({ kind: 'sphere', depthMm: 0.2, radiusMm: 0.08 }, 30),
    bandsNm: [450, 590],
  };
  // No whole number of batches.
  const run = { photons: 1003, seed: 9 };
  const here = await dotReference(undefined, question, run);
  const order: number[] = [];
  const backwards = await dotReference(undefined, question, {
    ...run,
    async walk(tasks) {
      const sums = [...tasks].reverse().map((task, i) => {
        order.push(i);
        const steps = walkTask(structuredClone(task));
        for (;;) {
          const step = steps.next();
          if (step.done) return structuredClone(step.value);
        }
      });
      return sums.reverse();
    },
  });
  expect(order.length).toBeGreaterThan(2);
  expect(backwards).toEqual(here);
  // With and without the dot the same photons: far away nothing is left of their luck.
  const far = await dotReference(undefined, { ...question, lateralMm: [0, 40] }, run);
  expect(far.ratio[0]![1]).toBe(1);
  expect(far.standardError[0]![1]).toBeLessThan(1e-12);
});

test('photons in TypeScript stop when told, and say how far they are', async () => {
  const question = ask({ kind: 'sphere', depthMm: 0.3, radiusMm: 0.05 }, 50);
  const stop = new AbortController();
  const shares: number[] = [];
  const run = dotReference(undefined, question, {
    photons: 1e6,
    seed: 1,
    signal: stop.signal,
    onProgress(share) {
      shares.push(share);
      if (shares.length === 3) stop.abort(new Error('enough'));
    },
  });
  await expect(run).rejects.toThrow('enough');
  expect(shares[2]).toBeGreaterThan(shares[0]!);
});
