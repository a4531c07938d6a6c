import { expect, test } from 'vitest';
import { Simulator } from '../../src/engine/simulator.ts';
import { Gpu } from '../../src/gpu/gpu.ts';
import { Kernel } from '../../src/gpu/kernel.ts';
import { KeySort } from '../../src/gpu/sort.ts';
import { testGpu } from '../helpers/gpu.ts';
import { SPARSE } from '../helpers/simulators.ts';

/** The test's device with a shelf of kernels of its own, and how many pipelines are asked of it. */
async function counted() {
  const { device, adapter } = await testGpu();
  let asked = 0;
  const counting = new Proxy(device, {
    get(target, name) {
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      if (name === 'createComputePipelineAsync' || name === 'createComputePipeline') asked++;
      return value.bind(target);
    },
  });
  return { gpu: new Gpu(counting, adapter), asked: () => asked };
}

test('a kernel is compiled once a device, whoever asks for it', async () => {
  const { gpu, asked } = await counted();
  const [first, second] = await gpu.checked('compile', () =>
    Promise.all([Kernel.create(gpu, 'sort/bitonic', { entryPoint: 'pairs' }), pairsAgain(gpu)]),
  );
  expect(second).toBe(first);
  expect(asked()).toBe(1);
});

function pairsAgain(gpu: Gpu): Promise<Kernel> {
  return Kernel.create(gpu, 'sort/bitonic', { entryPoint: 'pairs' });
}

test('a late kernel is compiled when it is first dispatched, and does what it does', async () => {
  const { gpu, asked } = await counted();
  const late = (entryPoint: string) =>
    Kernel.late(gpu, 'sort/bitonic', { entryPoint, constants: { WORKGROUP: 64 } });
  await gpu.checked('link', () => Promise.all([late('pairs'), late('quads')]));
  expect(asked()).toBe(0);
  expect(await Kernel.waiting(gpu)).toHaveLength(2);
  // Numbers that only a sort puts in their order, by kernels that nobody has compiled yet.
  const keys = Uint32Array.from({ length: 4 * 8 }, (_, i) => (i % 4 === 0 ? 8 - i / 4 : 0));
  const buffer = gpu.buffer('test.keys', keys);
  await gpu.checked('sort', async () => (await KeySort.create(gpu)).run(buffer, 8));
  const sorted = new Uint32Array(await gpu.read(buffer));
  gpu.free(buffer);
  expect([...sorted].filter((_, i) => i % 4 === 0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await Kernel.waiting(gpu)).toEqual([]);
});

test('a kernel that does not validate is told by name, whether early or late', async () => {
  const gpu = await testGpu();
  const broken = { entryPoint: 'nothing' };
  await expect(
    gpu.checked('compile', () => Kernel.create(gpu, 'sort/bitonic', broken)),
  ).rejects.toMatchObject({
    code: 'gpu-fault',
    message: expect.stringContaining('shaders/sort/bitonic.wgsl'),
  });
  const buffer = gpu.buffer('test.keys', 64);
  const dispatched = gpu.checked('compute', async () => {
    const kernel = await Kernel.late(gpu, 'sort/bitonic', broken);
    const group = kernel.bind({ step: gpu.buffer('test.step', 16, 0x40), keys: buffer });
    const encoder = gpu.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    kernel.dispatch(pass, group, 1);
    pass.end();
    gpu.device.queue.submit([encoder.finish()]);
  });
  await expect(dispatched).rejects.toMatchObject({
    code: 'gpu-fault',
    message: expect.stringContaining('sort/bitonic'),
  });
  gpu.free(buffer);
});

test('a simulator whose kernels do not compile says so at its first plan, and at the next', async () => {
  const simulator = await Simulator.create(await testGpu(), { workgroup: 4096 });
  for (const _ of [1, 2]) {
    await expect(simulator.update(SPARSE)).rejects.toMatchObject({
      code: 'gpu-fault',
      message: expect.stringMatching(/shaders\/\w+\/[\w-]+\.wgsl/),
    });
  }
  expect(() => simulator.scene()).toThrow();
  simulator.destroy();
});
