import { bufferSize, type Gpu } from '../gpu/gpu.ts';
import { Kernel } from '../gpu/kernel.ts';
// Kernels of every stage read these, also where their hosts only pass the buffers on.
import './structs.ts';

/** What every kernel of a stage is made with. */
export interface StageContext {
  readonly gpu: Gpu;
  /** Threads per workgroup of every kernel; results never depend on it. */
  readonly workgroup: number;
}

/** Compiles `shaders/<name>.wgsl` for a stage. */
export function stageKernel(
  { gpu, workgroup }: StageContext,
  name: string,
  entryPoint = 'main',
): Promise<Kernel> {
  return Kernel.create(gpu, name, { entryPoint, constants: { WORKGROUP: workgroup } });
}

/** The same for what most plans never run: compiled when it is first dispatched. */
export function lateKernel(
  { gpu, workgroup }: StageContext,
  name: string,
  entryPoint = 'main',
): Promise<Kernel> {
  return Kernel.late(gpu, name, { entryPoint, constants: { WORKGROUP: workgroup } });
}

/** Buffers a stage owns: replaced when sizes change, freed together. */
export class Buffers {
  readonly #gpu: Gpu;
  readonly #owned = new Map<string, GPUBuffer>();

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
  }

  /** The buffer of that label; made anew, zeroed, when it is missing or has another size. */
  sized(label: string, bytes: number, usage?: GPUBufferUsageFlags): GPUBuffer {
    const old = this.#owned.get(label);
    if (old?.size === bufferSize(bytes)) return old;
    // A buffer that cannot be made must not leave a dead one behind under its name.
    this.#owned.delete(label);
    this.#gpu.free(old);
    const made = this.#gpu.buffer(label, bytes, usage);
    this.#owned.set(label, made);
    return made;
  }

  /** The buffer of that label, holding `data`. */
  filled(label: string, data: ArrayBufferView, usage?: GPUBufferUsageFlags): GPUBuffer {
    const buffer = this.sized(label, data.byteLength, usage);
    this.#gpu.write(buffer, data);
    return buffer;
  }

  /** The uniform buffer of that label, holding `data`. */
  uniform(label: string, data: ArrayBufferView): GPUBuffer {
    return this.filled(label, data, GPUBufferUsage.UNIFORM);
  }

  /** Frees the buffer of that label, if there is one. */
  drop(label: string): void {
    this.#gpu.free(this.#owned.get(label));
    this.#owned.delete(label);
  }

  destroy(): void {
    for (const buffer of this.#owned.values()) this.#gpu.free(buffer);
    this.#owned.clear();
  }
}

/** Eight numbers from a list, the last one repeated: sessions fill two vec4. */
export function eight(values: readonly number[]): { A: number[]; B: number[] } {
  const padded = Array.from({ length: 8 }, (_, i) => values[i] ?? values.at(-1) ?? 0);
  return { A: padded.slice(0, 4), B: padded.slice(4) };
}
