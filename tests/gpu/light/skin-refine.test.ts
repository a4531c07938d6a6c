import { afterAll, beforeAll, expect, test } from 'vitest';
import { Simulator } from '../../../src/engine/simulator.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { testGpu } from '../../helpers/gpu.ts';

const SPARSE: Plan = {
  ...DEFAULT_PLAN,
  density: { dotsPerCm2: 4 },
  hair: { ...DEFAULT_PLAN.hair, unitsPerCm2: 6 },
};

/** A skin no other test refines; the plan is otherwise the same. */
const withBlood = (bloodFraction: number): Plan => ({
  ...SPARSE,
  skin: { ...SPARSE.skin, bloodFraction },
});

const SMALL = { photons: 100 };

let simulator: Simulator;

beforeAll(async () => {
  simulator = await Simulator.create(await testGpu());
});

afterAll(() => simulator.destroy());

/** Every dot's response, as its bits. */
async function responses(): Promise<Uint32Array> {
  return new Uint32Array(await simulator.gpu.read(simulator.dotBuffers().responses));
}

test('a refined skin changes the light a little and is known when it comes back', async () => {
  const plan = withBlood(0.02);
  await simulator.update(plan);
  const mixed = await responses();
  const before = await simulator.totals();
  const shares: number[] = [];
  await simulator.refineSkin({ photons: 1000, onProgress: (share) => shares.push(share) });
  expect(shares.at(-1)).toBe(1);
  const baked = await responses();
  expect(baked).not.toEqual(mixed);
  // A bake moves light sideways, and counts anew what light a body meets: an area's mean stays near.
  const after = await simulator.totals();
  expect(after.byKind).toEqual(before.byKind);
  after.meanRatio.forEach((ratio, band) => {
    expect(Math.abs(ratio - before.meanRatio[band]!)).toBeLessThan(0.005);
  });

  await simulator.update(SPARSE);
  await simulator.update(plan);
  expect(await responses()).toEqual(baked);
  await simulator.refineSkin({ onProgress: () => expect.unreachable('baked twice') });
  expect(await responses()).toEqual(baked);
  expect([...(await simulator.update(plan))]).toEqual([]);
});

test('a bake that is stopped leaves the light as it was', async () => {
  const plan = withBlood(0.03);
  await simulator.update(plan);
  const before = await responses();
  const control = new AbortController();
  const run = simulator.refineSkin({
    photons: 1e6,
    signal: control.signal,
    onProgress: () => control.abort(new Error('enough')),
  });
  await expect(run).rejects.toThrow('enough');
  await simulator.update({ ...plan, notes: 'touched' });
  expect(await responses()).toEqual(before);
});

test('a plan that comes while a skin is baked stays in force', async () => {
  const first = withBlood(0.025);
  const second = withBlood(0.005);
  await simulator.update(second);
  const plain = await responses();
  await simulator.update(first);
  const mixed = await responses();
  let update: Promise<unknown> | undefined;
  await simulator.refineSkin({
    ...SMALL,
    // Asked for when the bake is as good as done, so that it still runs when the bake ends.
    onProgress: (share) => {
      if (share === 1) update = simulator.update(second);
    },
  });
  expect(simulator.plan).toBe(second);
  await update;
  expect(await responses()).toEqual(plain);
  // What was baked is not lost.
  await simulator.update(first);
  expect(await responses()).not.toEqual(mixed);
});
