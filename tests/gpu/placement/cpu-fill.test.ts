import { beforeAll, describe, expect, test } from 'vitest';
import { CpuFill } from '../../../src/engine/placement/cpu/cpu-fill.ts';
import type { FillOptions } from '../../../src/engine/placement/fill-job.ts';
import { LadderFill } from '../../../src/engine/placement/ladder.ts';
import { openFill } from '../../../src/engine/placement/open-fill.ts';
import { CLUSTER_SPACING_UM } from '../../../src/engine/placement/pattern.ts';
import { radiusAtDensity } from '../../../src/engine/placement/radii.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import { Gpu } from '../../../src/gpu/gpu.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { headPatch } from '../../helpers/head-patch.ts';
import { plane, sphereBand, type TestMesh, unequalPlane } from '../../helpers/meshes.ts';
import { dotWords, readWords } from '../../helpers/placement.ts';
import { SPARSE, stateOf } from '../../helpers/simulators.ts';

const head = await makeHead({ base: 'male' });
let gpu: Gpu;

beforeAll(async () => {
  gpu = await testGpu();
});

async function cpuWords(mesh: TestMesh, seed: number, radiusUm: number, options?: FillOptions) {
  const ladder = await new CpuFill(gpu, options).run(mesh, mesh.treated, seed, radiusUm);
  const words = await readWords(gpu, ladder);
  gpu.free(ladder.dots);
  return words;
}

describe('the kernels and the CPU make the same dots in the same order', () => {
  test.each([
    { name: 'on a plane', mesh: plane(24, 7), dotsPerCm2: 100, seed: 1 },
    { name: 'on a sphere band', mesh: sphereBand(9, 16), dotsPerCm2: 80, seed: 99 },
    { name: 'on triangles from 0.1 to 10 mm', mesh: unequalPlane(36, 12), dotsPerCm2: 40, seed: 7 },
    { name: 'on a patch of a head', mesh: headPatch(head, 9000, 20), dotsPerCm2: 90, seed: 5 },
  ])('$name', async ({ mesh, dotsPerCm2, seed }) => {
    const radiusUm = radiusAtDensity(dotsPerCm2);
    const ours = await cpuWords(mesh, seed, radiusUm);
    expect(ours.length).toBeGreaterThan(6 * 400);
    for (const workgroup of [64, 1]) {
      expect(await dotWords(mesh, seed, radiusUm, { workgroup })).toEqual(ours);
    }
  });

  test('25,000 of them on a whole head', async () => {
    const mesh = { ...head.mesh, treated: head.scalp };
    const ours = await cpuWords(mesh, 20261130, radiusAtDensity(35));
    expect(ours.length).toBeGreaterThan(6 * 22_000);
    expect(await dotWords(mesh, 20261130, radiusAtDensity(35))).toEqual(ours);
  });

  test('fine enough for clusters', async () => {
    const mesh = plane(16, 6);
    const ours = await cpuWords(mesh, 8, CLUSTER_SPACING_UM);
    expect(ours.length).toBeGreaterThan(6 * 1000);
    expect(await dotWords(mesh, 8, CLUSTER_SPACING_UM)).toEqual(ours);
  });
});

describe('a simulator', () => {
  const OTHER = { ...SPARSE, density: { dotsPerCm2: 14 } };
  const stateBy = async (options: FillOptions, plans = [SPARSE, OTHER]) => {
    const simulator = await Simulator.create(gpu, options);
    const states = [];
    for (const plan of plans) {
      await simulator.update(plan);
      states.push(await stateOf(simulator));
    }
    simulator.destroy();
    return states;
  };

  test('holds the same whichever way it fills, and made finer as made at once', async () => {
    const byCpu = await stateBy({ fill: 'cpu' });
    expect(byCpu[1]!.dots!.length).toBeGreaterThan(byCpu[0]!.dots!.length);
    expect(await stateBy({ fill: 'gpu' })).toEqual(byCpu);
    expect(await stateBy({ fill: 'cpu' }, [OTHER])).toEqual([byCpu[1]]);
  });

  test('shows no half-made dots where the fill fails, and goes on with the next', async () => {
    let broken = false;
    const { wasmFiller } = await import('../../../src/engine/placement/cpu/wasm-filler.ts');
    const simulator = await Simulator.create(gpu, {
      fill: 'cpu',
      filler: (job) => (broken ? Promise.reject(new Error('gone')) : wasmFiller(job)),
    });
    await simulator.update(SPARSE);
    const before = await stateOf(simulator);
    broken = true;
    await expect(simulator.update(OTHER)).rejects.toThrow('gone');
    expect(await stateOf(simulator)).toEqual(before);
    broken = false;
    await simulator.update(OTHER);
    expect(simulator.plan).toEqual(OTHER);
    simulator.destroy();
  });
});

describe('which way is taken', () => {
  const on = (software: boolean) => new Gpu(gpu.device, { ...gpu.adapter, software });

  test('a software adapter fills on the CPU, hardware by kernels, and either can be forced', async () => {
    expect(await openFill(on(true), {})).toBeInstanceOf(CpuFill);
    expect(await openFill(on(false), {})).toBeInstanceOf(LadderFill);
    expect(await openFill(on(true), { fill: 'gpu' })).toBeInstanceOf(LadderFill);
    expect(await openFill(on(false), { fill: 'cpu' })).toBeInstanceOf(CpuFill);
  });

  test('both refuse the same with the same words, and leave nothing behind but dots', async () => {
    const mesh = plane(16, 6);
    const before = gpu.ledger.bytes;
    for (const fill of ['cpu', 'gpu'] as const) {
      const opened = await openFill(gpu, { fill, mostDots: 20 });
      const refused = (skin: TestMesh, radiusUm: number) =>
        opened.run(skin, skin.treated, 1, radiusUm).then(
          () => 'filled',
          (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
        );
      const none = { ...mesh, treated: new Uint8Array(mesh.treated.length) };
      expect(await refused(mesh, 1000)).toMatch(
        /^gpu-limit: .*holds \d+ dots; this GPU can take 20/,
      );
      expect(await refused(mesh, 100)).toMatch(/^plan: /);
      expect(await refused(none, 1000)).toMatch(/^mesh: /);
      expect(await refused(plane(100, 1), 1000)).toMatch(/^mesh: /);
    }
    await cpuWords(mesh, 3, 1000, { headroom: 0.05 });
    expect(gpu.ledger.bytes).toBe(before);
  });
});
