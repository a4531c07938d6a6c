import { DotworkError } from '../base/errors.ts';
import type { Gpu } from './gpu.ts';
import { Shader } from './shader.ts';
import { together } from './together.ts';

/** Buffers by the names the WGSL gives its bindings. */
export type Bindings = Readonly<Record<string, GPUBuffer>>;

/** How a kernel is compiled; every value reaches the WGSL as an `override`. */
export interface KernelOptions {
  readonly entryPoint?: string;
  readonly constants?: Readonly<Record<string, number>>;
}

/** Default threads per workgroup; tests run every kernel with others too. */
export const WORKGROUP = 64;

/** Largest number of workgroups in one dimension that WebGPU promises. */
const MAX_GROUPS = 65535;

/** What a device has been given so far: whoever asks for it again shares it. */
interface Made {
  readonly shaders: Map<string, Promise<Shader>>;
  readonly kernels: Map<string, Promise<Kernel>>;
}

const made = new WeakMap<Gpu, Made>();

/** A compute kernel whose buffers are bound by name: one a device, entry point and constants. */
export class Kernel {
  readonly name: string;
  readonly workgroup: number;
  readonly #gpu: Gpu;
  readonly #shader: Shader;
  readonly #entryPoint: string;
  readonly #constants: Readonly<Record<string, number>>;
  #pipeline: GPUComputePipeline | undefined;
  #compiling: Promise<void> | undefined;

  private constructor(gpu: Gpu, shader: Shader, { entryPoint = 'main', constants }: KernelOptions) {
    this.#gpu = gpu;
    this.#shader = shader;
    this.name = shader.name;
    this.workgroup = constants?.WORKGROUP ?? WORKGROUP;
    this.#entryPoint = entryPoint;
    this.#constants = shader.code.includes('override WORKGROUP')
      ? { ...constants, WORKGROUP: this.workgroup }
      : { ...constants };
  }

  /** Links and compiles `shaders/<name>.wgsl`; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, name: string, options: KernelOptions = {}): Promise<Kernel> {
    const kernel = await Kernel.late(gpu, name, options);
    await kernel.compile();
    return kernel;
  }

  /**
   * Links it, and compiles it when it is first dispatched: for what most plans never run. Call
   * inside {@link Gpu.checked}, as whatever dispatches it.
   */
  static late(gpu: Gpu, name: string, options: KernelOptions = {}): Promise<Kernel> {
    const { shaders, kernels } = madeOn(gpu);
    return once(kernels, JSON.stringify([name, options]), async () => {
      const shader = await once(shaders, name, () => Shader.link(gpu, name));
      return new Kernel(gpu, shader, options);
    });
  }

  /** The kernels of a device that wait for their first dispatch. */
  static async waiting(gpu: Gpu): Promise<Kernel[]> {
    const all = await Promise.all(madeOn(gpu).kernels.values());
    return all.filter((kernel) => !kernel.#compiling && !kernel.#pipeline);
  }

  /** Compiles it beside whatever else goes on. Rejects with its name where it does not validate. */
  compile(): Promise<void> {
    this.#compiling ??= this.#compile().catch((error: unknown) => {
      this.#compiling = undefined;
      throw error;
    });
    return this.#compiling;
  }

  /** A bind group for these buffers; make it once and reuse it, frames allocate nothing. */
  bind(buffers: Bindings): GPUBindGroup {
    return this.#gpu.device.createBindGroup({
      label: this.name,
      layout: this.#shader.layout,
      entries: this.#shader.bindings.map(({ index, name }) => {
        const buffer = buffers[name];
        if (!buffer) throw new Error(`${this.name} needs a buffer for its binding "${name}".`);
        return { binding: index, resource: { buffer } };
      }),
    });
  }

  /** Records one thread per item. Zero items record nothing. */
  dispatch(pass: GPUComputePassEncoder, group: GPUBindGroup, items: number): void {
    if (items <= 0) return;
    pass.setPipeline(this.#ready());
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
    pass.setPipeline(this.#ready());
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroupsIndirect(args, offset);
  }

  /** Its pipeline, compiled on the spot if need be: a fault is the scope's, and names the kernel. */
  #ready(): GPUComputePipeline {
    this.#pipeline ??= this.#gpu.device.createComputePipeline(this.#descriptor());
    return this.#pipeline;
  }

  async #compile(): Promise<void> {
    // At once: what the compiler says of the text comes later, but is the better word for a fault.
    const [, pipeline] = await together([this.#shader.refuseBad(), this.#requested()]);
    this.#pipeline ??= pipeline;
  }

  async #requested(): Promise<GPUComputePipeline> {
    try {
      return await this.#gpu.device.createComputePipelineAsync(this.#descriptor());
    } catch (cause) {
      const words = cause instanceof Error ? cause.message : String(cause);
      throw new DotworkError(
        'gpu-fault',
        `shaders/${this.name}.wgsl makes no pipeline: ${words}`,
        undefined,
        cause,
      );
    }
  }

  #descriptor(): GPUComputePipelineDescriptor {
    const { name, layout, module } = this.#shader;
    return {
      label: name,
      layout: this.#gpu.device.createPipelineLayout({ label: name, bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: this.#entryPoint, constants: this.#constants },
    };
  }
}

/** Workgroup counts in x and y for `groups` in all; kernels index by {@link groupsFor}'s rows. */
export function groupsFor(groups: number): [x: number, y: number] {
  if (groups <= MAX_GROUPS) return [groups, 1];
  return [MAX_GROUPS, Math.ceil(groups / MAX_GROUPS)];
}

function madeOn(gpu: Gpu): Made {
  const known = made.get(gpu);
  if (known) return known;
  const fresh: Made = { shaders: new Map(), kernels: new Map() };
  made.set(gpu, fresh);
  return fresh;
}

/** What is kept under a key, made at the first call. What could not be made is tried again. */
function once<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known) return known;
  const fresh = make();
  kept.set(key, fresh);
  fresh.catch(() => kept.delete(key));
  return fresh;
}
