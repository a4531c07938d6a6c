import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import type { Plan } from '../../plan/schema.ts';
import { anchorPlaceUm } from '../../surface/anchor.ts';
import type { SurfaceMesh } from '../../surface/surface-mesh.ts';
import type { DotLadder } from '../handed.ts';
import { Buffers, lateKernel, type StageContext } from '../host.ts';

const NoGoSpec = struct('NoGoSpec', {
  dotCount: 'u32',
  markCount: 'u32',
});

const NoGoMark = struct('NoGoMark', {
  x: 'i32', // micrometres, head frame
  y: 'i32',
  z: 'i32',
  radiusUm: 'u32',
});

/** Host side of `shaders/select/no-go.wgsl`: moles and lesions stay free of dots. */
export class NoGoMarks {
  readonly #gpu: Gpu;
  readonly #kernel: Kernel;
  readonly #buffers: Buffers;
  #group: GPUBindGroup | undefined;
  #marks = 0;
  #dots = 0;

  private constructor(gpu: Gpu, kernel: Kernel) {
    this.#gpu = gpu;
    this.#kernel = kernel;
    this.#buffers = new Buffers(gpu);
  }

  static async create(context: StageContext): Promise<NoGoMarks> {
    return new NoGoMarks(context.gpu, await lateKernel(context, 'select/no-go'));
  }

  /** Throws a `plan` error, and changes nothing, where the head lacks a triangle they name. */
  setPlan(noGo: Plan['noGo'], mesh: SurfaceMesh): void {
    const marks = noGo.map(({ at, radiusMm }, i) => {
      const [x, y, z] = anchorPlaceUm(mesh, at, `noGo.${i}.at`);
      return { x, y, z, radiusUm: Math.round(1000 * radiusMm) };
    });
    if (marks.length > 0) this.#buffers.filled('select.noGo', NoGoMark.packAll(marks));
    this.#marks = marks.length;
  }

  connect(choices: GPUBuffer, { dots, count }: DotLadder): void {
    this.#dots = count;
    if (this.#marks === 0) return;
    this.#group = this.#kernel.bind({
      spec: this.#buffers.uniform(
        'select.noGoSpec',
        NoGoSpec.pack({ dotCount: count, markCount: this.#marks }),
      ),
      marks: this.#buffers.sized('select.noGo', NoGoMark.bytes * this.#marks),
      dots,
      choices,
      leftOut: this.#buffers.sized('select.noGoLeftOut', 4 * this.#marks),
    });
  }

  /** Clears what is counted; must come before the pass that {@link record} writes into. */
  clear(encoder: GPUCommandEncoder): void {
    if (this.#marks === 0) return;
    encoder.clearBuffer(this.#buffers.sized('select.noGoLeftOut', 4 * this.#marks));
  }

  record(pass: GPUComputePassEncoder): void {
    if (this.#marks > 0) this.#kernel.dispatch(pass, this.#group!, this.#dots);
  }

  /** Dots that each mark keeps out; one that lies in two counts with the first. */
  async leftOut(): Promise<Uint32Array> {
    if (this.#marks === 0) return new Uint32Array(0);
    const bytes = 4 * this.#marks;
    const buffer = this.#buffers.sized('select.noGoLeftOut', bytes);
    return new Uint32Array(await this.#gpu.read(buffer, bytes));
  }

  destroy(): void {
    this.#buffers.destroy();
    this.#group = undefined;
    this.#marks = 0;
  }
}
