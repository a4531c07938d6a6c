import { DotworkError } from '../base/errors.ts';
import type { Gpu } from './gpu.ts';
import { linkShader } from './link.ts';

/** One `@group(0)` binding as declared in the WGSL. */
export interface BindingDeclaration {
  readonly index: number;
  readonly name: string;
  readonly type: GPUBufferBindingType;
}

/** One linked shader on one device: what all kernels made of it share. */
export class Shader {
  readonly name: string;
  readonly code: string;
  readonly bindings: readonly BindingDeclaration[];
  readonly layout: GPUBindGroupLayout;
  readonly #gpu: Gpu;
  #module: GPUShaderModule | undefined;
  #sound: Promise<void> | undefined;

  private constructor(gpu: Gpu, name: string, code: string) {
    this.#gpu = gpu;
    this.name = name;
    this.code = code;
    this.bindings = declaredBindings(code);
    this.layout = gpu.device.createBindGroupLayout({
      label: name,
      entries: this.bindings.map(({ index, type }) => ({
        binding: index,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type },
      })),
    });
  }

  /** Links `shaders/<name>.wgsl`; nothing is compiled yet. */
  static async link(gpu: Gpu, name: string): Promise<Shader> {
    return new Shader(gpu, name, await linkShader(name));
  }

  get module(): GPUShaderModule {
    this.#module ??= this.#gpu.device.createShaderModule({ label: this.name, code: this.code });
    return this.#module;
  }

  /** Throws with the shader's name and the line the compiler complains about. */
  refuseBad(): Promise<void> {
    this.#sound ??= refuseBadWgsl(this.name, this.code, this.module);
    return this.#sound;
  }
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
