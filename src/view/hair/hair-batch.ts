import { Buffers } from '../../engine/host.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { Kernel } from '../../gpu/kernel.ts';
import { HairRoot, HairSpec } from './hair-structs.ts';

/** What strands of a batch are grown by, as the shader is told. */
export type BatchSpec = Omit<Parameters<typeof HairSpec.pack>[0], 'blockCount'>;

/** Where follicles are listed from: the engine's buffers. */
export interface FollicleBuffers {
  readonly count: number;
  readonly dots: GPUBuffer;
  readonly choices: GPUBuffer;
  /** Which of it is gone at the age shown. */
  readonly healed: GPUBuffer;
  readonly triangles: GPUBuffer;
}

/** Dots that one thread lists, as in `hair/list-follicles.wgsl`. */
const BLOCK = 64;

/** Words of `args`: of a draw, of a dispatch over strands and over points, and how many strands there are. */
const ARGS_WORDS = 16;
const DISPATCH_STRANDS_BYTES = 20;
const DISPATCH_POINTS_BYTES = 40;

/** Strands that are grown and drawn alike: their roots, and where each of them runs. */
export class HairBatch {
  readonly #gpu: Gpu;
  readonly #name: string;
  readonly #buffers: Buffers;
  readonly #grow: Kernel;
  readonly #see: Kernel;
  readonly #list: readonly Kernel[];
  #segments = 0;
  #strands = 0;
  #indexed: { readonly buffer: GPUBuffer; readonly segments: number } | undefined;

  private constructor(
    gpu: Gpu,
    name: string,
    [grow, see, ...list]: readonly [Kernel, Kernel, ...Kernel[]],
  ) {
    this.#gpu = gpu;
    this.#name = name;
    this.#buffers = new Buffers(gpu);
    this.#grow = grow;
    this.#see = see;
    this.#list = list;
  }

  /** Compiles its kernels; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, name: string): Promise<HairBatch> {
    const kernels = await Promise.all([
      Kernel.create(gpu, 'hair/grow-strands'),
      Kernel.create(gpu, 'hair/see-points'),
      ...['tally', 'total', 'enlist'].map((entryPoint) =>
        Kernel.create(gpu, 'hair/list-follicles', { entryPoint }),
      ),
    ]);
    return new HairBatch(gpu, name, kernels as [Kernel, Kernel, ...Kernel[]]);
  }

  /** Straight pieces of each strand. */
  get segments(): number {
    return this.#segments;
  }

  /** Where strands run: `roots`, `points`, `args`; and what a view makes of them. */
  get drawn() {
    const strands = this.#strands;
    const points = (this.#segments + 1) * strands;
    const { STORAGE, INDIRECT } = GPUBufferUsage;
    return {
      roots: this.#sized('roots', HairRoot.bytes * strands),
      points: this.#sized('points', 16 * points),
      tones: this.#sized('tones', 8 * strands),
      seen: this.#sized('seen', 16 * points),
      lights: this.#sized('lights', 8 * points),
      args: this.#sized('args', 4 * ARGS_WORDS, STORAGE | INDIRECT),
      indices: this.#indices(),
    };
  }

  /** Grows strands from the follicles of the engine. @param growth - `HairVertex` structs. */
  growFollicles(
    spec: BatchSpec,
    { count, ...engine }: FollicleBuffers,
    growth: Uint8Array,
    hull: Float32Array,
  ): void {
    const blockCount = Math.ceil(count / BLOCK);
    const bound = {
      ...engine,
      spec: this.#told(spec, blockCount),
      growth: this.#buffers.filled(`${this.#name}.growth`, growth),
      blocks: this.#sized('blocks', 4 * blockCount),
      roots: this.drawn.roots,
      args: this.drawn.args,
    };
    this.#run(bound.spec, hull, (pass) => {
      const items = [blockCount, 1, blockCount];
      for (const [i, kernel] of this.#list.entries()) {
        kernel.dispatch(pass, kernel.bind(bound), items[i]!);
      }
    });
  }

  /** Grows strands from given roots: `HairRoot` structs. */
  growRoots(spec: BatchSpec, given: Uint8Array, hull: Float32Array): void {
    const count = given.byteLength / HairRoot.bytes;
    const told = this.#told({ ...spec, mostStrands: count }, 0);
    const { roots, args } = this.drawn;
    this.#gpu.write(roots, given);
    const groups = (items: number) => Math.ceil(items / this.#grow.workgroup);
    const words = new Uint32Array(ARGS_WORDS);
    words.set([6 * this.#segments * count, 1], 0);
    words.set([groups(count), 1, 1, count, count], DISPATCH_STRANDS_BYTES / 4);
    words.set([groups(count * (this.#segments + 1)), 1, 1], DISPATCH_POINTS_BYTES / 4);
    this.#gpu.write(args, words);
    this.#run(told, hull, () => undefined);
  }

  /** Records where the points lie for a view: a `HairView` struct. */
  see(encoder: GPUCommandEncoder, view: GPUBuffer): void {
    const { points, tones, args, seen, lights } = this.drawn;
    const dispatch = this.#dispatch(encoder, DISPATCH_POINTS_BYTES);
    const pass = encoder.beginComputePass({ label: `${this.#name}.see` });
    const group = this.#see.bind({ view, points, tones, args, seen, lights });
    this.#see.dispatchIndirect(pass, group, dispatch, 0);
    pass.end();
  }

  destroy(): void {
    this.#buffers.destroy();
  }

  #told(spec: BatchSpec, blockCount: number): GPUBuffer {
    this.#segments = spec.segments;
    this.#strands = spec.mostStrands;
    return this.#buffers.uniform(`${this.#name}.spec`, HairSpec.pack({ ...spec, blockCount }));
  }

  #run(spec: GPUBuffer, hull: Float32Array, list: (pass: GPUComputePassEncoder) => void): void {
    const { roots, points, tones, args } = this.drawn;
    const encoder = this.#gpu.device.createCommandEncoder({ label: this.#name });
    const listing = encoder.beginComputePass({ label: `${this.#name}.list` });
    list(listing);
    listing.end();
    const dispatch = this.#dispatch(encoder, DISPATCH_STRANDS_BYTES);
    const growing = encoder.beginComputePass({ label: `${this.#name}.grow` });
    const filled = this.#buffers.filled(`${this.#name}.hull`, hull);
    const group = this.#grow.bind({ spec, roots, args, hull: filled, points, tones });
    this.#grow.dispatchIndirect(growing, group, dispatch, 0);
    growing.end();
    this.#gpu.device.queue.submit([encoder.finish()]);
  }

  /** A pass may not read a buffer that it is dispatched by: three words of `args` are copied out. */
  #dispatch(encoder: GPUCommandEncoder, offset: number): GPUBuffer {
    const words = this.#sized('dispatch', 16, GPUBufferUsage.INDIRECT);
    encoder.copyBufferToBuffer(this.drawn.args, offset, words, 0, 12);
    return words;
  }

  #indices(): GPUBuffer {
    const [strands, segments] = [this.#strands, this.#segments];
    const buffer = this.#sized('indices', 24 * segments * strands, GPUBufferUsage.INDEX);
    if (this.#indexed?.buffer !== buffer || this.#indexed.segments !== segments) {
      this.#gpu.write(buffer, ribbonIndices(strands, segments));
      this.#indexed = { buffer, segments };
    }
    return buffer;
  }

  #sized(label: string, bytes: number, usage?: GPUBufferUsageFlags): GPUBuffer {
    return this.#buffers.sized(`${this.#name}.${label}`, bytes, usage);
  }
}

/** Two triangles a segment between the pairs of vertices at its ends. */
function ribbonIndices(strands: number, segments: number): Uint32Array {
  const indices = new Uint32Array(6 * segments * strands);
  let at = 0;
  for (let strand = 0; strand < strands; strand++) {
    for (let segment = 0; segment < segments; segment++) {
      const first = 2 * (strand * (segments + 1) + segment);
      for (const corner of [0, 1, 2, 2, 1, 3]) indices[at++] = first + corner;
    }
  }
  return indices;
}
