import { DotworkError } from '../base/errors.ts';
import type { Gpu } from './gpu.ts';
import { linkShader } from './link.ts';

/** Buffers by the names the WGSL gives its bindings. */
export type Bindings = Readonly<Record<string, GPUBuffer>>;

/** One `@group(0)` binding as declared in the WGSL. */
export interface BindingDeclaration {
  readonly index: number;
  readonly name: string;
  readonly type: GPUBufferBindingType;
}

/** How a kernel is compiled; every value reaches the WGSL as an `override`. */
export interface KernelOptions {
  readonly entryPoint?: string;
  readonly constants?: Readonly<Record<string, number>>;
}

/** Default threads per workgroup; tests run every kernel with others too. */
export const WORKGROUP = 64;

/** Largest number of workgroups in one dimension that WebGPU promises. */
const MAX_GROUPS = 65535;

/** A compiled compute kernel whose buffers are bound by name. */
export class Kernel {
  readonly name: string;
  readonly workgroup: number;
  readonly pipeline: GPUComputePipeline;
  readonly #gpu: Gpu;
  readonly #layout: GPUBindGroupLayout;
  readonly #bindings: readonly BindingDeclaration[];

  private constructor(
    gpu: Gpu,
    name: string,
    workgroup: number,
    pipeline: GPUComputePipeline,
    layout: GPUBindGroupLayout,
    bindings: readonly BindingDeclaration[],
  ) {
    this.#gpu = gpu;
    this.name = name;
    this.workgroup = workgroup;
    this.pipeline = pipeline;
    this.#layout = layout;
    this.#bindings = bindings;
  }

  /** Links and compiles `shaders/<name>.wgsl`; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, name: string, options: KernelOptions = {}): Promise<Kernel> {
    const code = await linkShader(name);
    const { device } = gpu;
    const module = device.createShaderModule({ label: name, code });
    await refuseBadWgsl(name, code, module);
    const bindings = declaredBindings(code);
    const layout = device.createBindGroupLayout({
      label: name,
      entries: bindings.map(({ index, type }) => ({
        binding: index,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type },
      })),
    });
    const workgroup = options.constants?.WORKGROUP ?? WORKGROUP;
    const constants = code.includes('override WORKGROUP')
      ? { ...options.constants, WORKGROUP: workgroup }
      : { ...options.constants };
    const pipeline = await device.createComputePipelineAsync({
      label: name,
      layout: device.createPipelineLayout({ label: name, bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: options.entryPoint ?? 'main', constants },
    });
    return new Kernel(gpu, name, workgroup, pipeline, layout, bindings);
  }

  /** A bind group for these buffers; make it once and reuse it, frames allocate nothing. */
  bind(buffers: Bindings): GPUBindGroup {
    return this.#gpu.device.createBindGroup({
      label: this.name,
      layout: this.#layout,
      entries: this.#bindings.map(({ index, name }) => {
        const buffer = buffers[name];
        if (!buffer) throw new Error(`${this.name} needs a buffer for its binding "${name}".`);
        return { binding: index, resource: { buffer } };
      }),
    });
  }

  /** Records one thread per item. Zero items record nothing. */
  dispatch(pass: GPUComputePassEncoder, group: GPUBindGroup, items: number): void {
    if (items <= 0) return;
    pass.setPipeline(this.pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(...groupsFor(Math.ceil(items / this.workgroup)));
  }

  /** Records as many workgroups as the three words at `offset` of `args` say. */
  dispatchIndirect(
    pass: GPUComputePassEncoder,
    group: GPUBindGroup,
    args: GPUBuffer,
    offset: number,
  ): void {
    pass.setPipeline(this.pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroupsIndirect(args, offset);
  }
}

/** Workgroup counts in x and y for `groups` in all; kernels index by {@link groupsFor}'s rows. */
export function groupsFor(groups: number): [x: number, y: number] {
  if (groups <= MAX_GROUPS) return [groups, 1];
  return [MAX_GROUPS, Math.ceil(groups / MAX_GROUPS)];
}

/** Reads `@group(0) @binding(n) var<...> name` lines of linked WGSL. */
export function declaredBindings(wgsl: string): BindingDeclaration[] {
  const pattern = /@group\(0\)\s*@binding\((\d+)\)\s*var<\s*(\w+)\s*(?:,\s*(\w+)\s*)?>\s*(\w+)/g;
  return [...wgsl.matchAll(pattern)].map(([, index, space, access, name]) => ({
    index: Number(index),
    name: name!,
    type:
      space === 'uniform' ? 'uniform' : access === 'read_write' ? 'storage' : 'read-only-storage',
  }));
}

/** Throws with the kernel's name and the line the compiler complains about. */
async function refuseBadWgsl(name: string, code: string, module: GPUShaderModule): Promise<void> {
  const { messages } = await module.getCompilationInfo();
  const error = messages.find(({ type }) => type === 'error');
  if (!error) return;
  const line = code.split('\n')[error.lineNum - 1] ?? '';
  throw new DotworkError(
    'gpu-fault',
    `shaders/${name}.wgsl does not compile (linked line ${error.lineNum}): ${error.message}\n${line}`,
  );
}
