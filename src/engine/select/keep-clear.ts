import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import type { Plan } from '../../plan/schema.ts';
import type { DotGrid } from '../handed.ts';
import { Buffers, lateKernel, type StageContext } from '../host.ts';
import { CLUSTER_SPACING_UM } from '../placement/pattern.ts';

const KeepClearSpec = struct('KeepClearSpec', {
  dotCount: 'u32',
  bucketMask: 'u32',
  keepClearUm: 'i32', // at most half a grid cell
});

/** What the kernel reads of earlier stages. */
export interface KeepClearInputs {
  readonly count: number;
  readonly dots: GPUBuffer;
  readonly choices: GPUBuffer;
  readonly index: DotGrid;
}

/** Host side of `shaders/select/keep-clear.wgsl`: dots stay away from hair follicles. */
export class KeepClearStage {
  readonly #kernel: Kernel;
  readonly #buffers: Buffers;
  #group: GPUBindGroup | undefined;
  #inputs: KeepClearInputs | undefined;
  #needed = false;

  private constructor(context: StageContext, kernel: Kernel) {
    this.#kernel = kernel;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<KeepClearStage> {
    return new KeepClearStage(context, await lateKernel(context, 'select/keep-clear'));
  }

  setDots(inputs: KeepClearInputs): void {
    const { dots, choices, index } = inputs;
    this.#inputs = inputs;
    this.#group = this.#kernel.bind({
      spec: this.#buffers.sized('select.clearSpec', KeepClearSpec.bytes, GPUBufferUsage.UNIFORM),
      dots,
      starts: index.starts,
      order: index.order,
      choices,
    });
  }

  /**
   * @param radiusUm - What dots of the even pattern keep between them at the plan's densest place.
   *   Where dots stand as wide as they must, nothing is to be done.
   */
  setPlan({ keepClearMm, clusterSize }: Plan['hair'], radiusUm: number): void {
    const keepClearUm = Math.round(1000 * keepClearMm);
    const spacingUm = clusterSize > 1 ? CLUSTER_SPACING_UM : Math.floor(radiusUm);
    this.#needed = keepClearUm > spacingUm;
    if (!this.#needed) return;
    const { count, index } = this.#inputs!;
    this.#buffers.uniform(
      'select.clearSpec',
      KeepClearSpec.pack({
        dotCount: count,
        bucketMask: index.bucketMask,
        keepClearUm,
      }),
    );
  }

  /** Records nothing where no dot can be too near. Comes after the choices are made. */
  record(pass: GPUComputePassEncoder): void {
    if (this.#needed) this.#kernel.dispatch(pass, this.#group!, this.#inputs!.count);
  }

  destroy(): void {
    this.#buffers.destroy();
  }
}
