import { beforeAll, expect, test } from 'vitest';
import { Kernel } from '../../src/gpu/kernel.ts';
import { linkShader, shaderNames, shaderSource } from '../../src/gpu/link.ts';
import { testGpu } from '../helpers/gpu.ts';
import { loadStructs } from '../helpers/structs.ts';

beforeAll(loadStructs);

const kernels = shaderNames().filter((name) =>
  /@(compute|vertex|fragment)\b/.test(shaderSource(name)),
);

test('every kernel compiles on default limits without a single message', async () => {
  const gpu = await testGpu();
  expect(gpu.device.limits.maxStorageBuffersPerShaderStage).toBe(8);
  const said: string[] = [];
  await gpu.checked('compile all', async () => {
    for (const name of kernels) {
      const module = gpu.device.createShaderModule({ label: name, code: await linkShader(name) });
      const { messages } = await module.getCompilationInfo();
      said.push(...messages.map((message) => `${name}:${message.lineNum} ${message.message}`));
    }
  });
  expect(said).toEqual([]);
});

for (const workgroup of [1, 256]) {
  test(`every entry point makes a pipeline with ${workgroup} threads a group`, async () => {
    const gpu = await testGpu();
    let made = 0;
    await gpu.checked('pipelines', async () => {
      for (const name of kernels) {
        const entries = shaderSource(name).matchAll(/@compute[^{]*?fn\s+(\w+)/g);
        for (const [, entryPoint] of entries) {
          await Kernel.create(gpu, name, {
            entryPoint: entryPoint!,
            constants: { WORKGROUP: workgroup },
          });
          made++;
        }
      }
    });
    expect(made).toBeGreaterThan(kernels.length);
  });
}
