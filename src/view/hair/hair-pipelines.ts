import type { Gpu } from '../../gpu/gpu.ts';
import { linkShader } from '../../gpu/link.ts';
// The structs that the shaders read.
import './hair-structs.ts';

export const LAYER_FORMAT = 'rgba16float';
export const SHADE_FORMAT = 'r8unorm';
export const DEPTH_FORMAT = 'depth32float';

/** Blended strands, solid ones, what the head hides, and what strands shade. */
export type HairPipelines = Readonly<
  Record<'strand' | 'core' | 'head' | 'shade', GPURenderPipeline>
>;

const compiled = new WeakMap<Gpu, Promise<HairPipelines>>();

/** Compiles them, once a device; call inside {@link Gpu.checked}. */
export function hairPipelines(gpu: Gpu): Promise<HairPipelines> {
  const known = compiled.get(gpu);
  if (known) return known;
  const fresh = compile(gpu);
  compiled.set(gpu, fresh);
  // What failed is tried again.
  fresh.catch(() => compiled.delete(gpu));
  return fresh;
}

async function compile(gpu: Gpu): Promise<HairPipelines> {
  const { device } = gpu;
  const over = { srcFactor: 'one', dstFactor: 'one-minus-src-alpha', operation: 'add' } as const;
  const [strandModule, headModule, shadeModule] = (await Promise.all(
    ['draw-strands', 'head-depth', 'shade-skin'].map(async (name) => {
      const label = `hair/${name}`;
      return device.createShaderModule({ label, code: await linkShader(label) });
    }),
  )) as [GPUShaderModule, GPUShaderModule, GPUShaderModule];
  // One layout for both, so that what is bound serves each.
  const layout = device.createPipelineLayout({
    bindGroupLayouts: [ribbonLayout(device)],
  });
  const ribbons = (entryPoint: 'strand' | 'core', marginPx: number) =>
    device.createRenderPipelineAsync({
      ...{ label: `hair/draw-strands ${entryPoint}`, layout },
      vertex: { module: strandModule, entryPoint: 'ribbon', constants: { MARGIN_PX: marginPx } },
      fragment: {
        module: strandModule,
        entryPoint,
        targets: [{ format: LAYER_FORMAT, blend: { color: over, alpha: over } }],
      },
      depthStencil: {
        format: DEPTH_FORMAT,
        depthWriteEnabled: entryPoint === 'core',
        depthCompare: 'less-equal',
      },
    });
  const [strand, core, head, shade] = await Promise.all([
    ribbons('strand', 0.5),
    ribbons('core', 0),
    device.createRenderPipelineAsync({
      ...{ label: 'hair/head-depth', layout: 'auto' },
      vertex: { module: headModule, entryPoint: 'whole' },
      fragment: {
        module: headModule,
        entryPoint: 'behind',
        targets: [{ format: LAYER_FORMAT, writeMask: 0 }],
      },
      depthStencil: { format: DEPTH_FORMAT, depthWriteEnabled: true, depthCompare: 'always' },
    }),
    device.createRenderPipelineAsync({
      ...{ label: 'hair/shade-skin', layout: 'auto' },
      vertex: { module: shadeModule, entryPoint: 'whole' },
      fragment: {
        module: shadeModule,
        entryPoint: 'shade',
        targets: [{ format: SHADE_FORMAT }],
      },
    }),
  ]);
  return { strand, core, head, shade };
}

function ribbonLayout(device: GPUDevice): GPUBindGroupLayout {
  const { VERTEX, FRAGMENT } = GPUShaderStage;
  return device.createBindGroupLayout({
    label: 'hair/draw-strands',
    entries: [
      { binding: 0, visibility: VERTEX | FRAGMENT, buffer: { type: 'uniform' } },
      { binding: 1, visibility: VERTEX, buffer: { type: 'read-only-storage' } },
      { binding: 2, visibility: VERTEX, buffer: { type: 'read-only-storage' } },
    ],
  });
}
