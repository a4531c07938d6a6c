import { linkWgsl } from '../../src/gpu/link.ts';
import { testGpu } from './gpu.ts';

/**
 * Values of a function of `shaders/`, worked out on the GPU, one a row of arguments.
 *
 * @param path - Module and function, as in an import: `lib::mean::meanRatio`.
 */
export async function callWgsl(
  path: string,
  rows: readonly (readonly number[])[],
): Promise<number[]> {
  const gpu = await testGpu();
  const arity = rows[0]!.length;
  const args = Array.from({ length: arity }, (_, i) => `given[${arity}u * id.x + ${i}u]`);
  const main = `
import package::${path};
@group(0) @binding(0) var<storage, read> given: array<f32>;
@group(0) @binding(1) var<storage, read_write> found: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&found)) { return; }
  found[id.x] = ${path.split('::').at(-1)}(${args.join(', ')});
}`;
  const dest = await linkWgsl('main', main);
  const given = gpu.buffer('test.given', Float32Array.from(rows.flat()));
  const found = gpu.buffer('test.found', 4 * rows.length);
  await gpu.checked('call', async () => {
    const pipeline = await gpu.device.createComputePipelineAsync({
      layout: 'auto',
      compute: { module: gpu.device.createShaderModule({ code: dest }), entryPoint: 'main' },
    });
    const entries = [given, found].map((buffer, binding) => ({ binding, resource: { buffer } }));
    const group = gpu.device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    const encoder = gpu.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(Math.ceil(rows.length / 64) + 1);
    pass.end();
    gpu.device.queue.submit([encoder.finish()]);
  });
  const values = [...new Float32Array(await gpu.read(found, 4 * rows.length))];
  gpu.free(given);
  gpu.free(found);
  return values;
}
