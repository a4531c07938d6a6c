import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { together } from '../../gpu/together.ts';
import type { Plan } from '../../plan/schema.ts';
import { Buffers, lateKernel, type StageContext } from '../host.ts';
import { CLUSTER_SPACING_UM } from '../placement/pattern.ts';

const KeepClearSpec = struct('KeepClearSpec', {
  dotCount: 'u32',
  bucketMask: 'u32',
  keepClearUm: 'i32',
});

/** What the kernels read of earlier stages. */
export interface KeepClearInputs {
  readonly count: number;
  readonly dots: GPUBuffer;
  readonly choices: GPUBuffer;
}

/**
 * Host side of `shaders/select/keep-clear.wgsl`: dots stay away from hair follicles. These have a
 * grid of their own, so that what a dot costs follows from the hair around it, however many dots
 * stand there.
 */
export class KeepClearStage {
  readonly #hang: Kernel;
  readonly #clear: Kernel;
  readonly #buffers: Buffers;
  #group: GPUBindGroup | undefined;
  #heads: GPUBuffer | undefined;
  #count = 0;
  #bucketMask = 0;
  #needed = false;

  private constructor(context: StageContext, hang: Kernel, clear: Kernel) {
    this.#hang = hang;
    this.#clear = clear;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<KeepClearStage> {
    const kernel = (entryPoint: string) => lateKernel(context, 'select/keep-clear', entryPoint);
    const [hang, clear] = await together([kernel('hang'), kernel('clear')]);
    return new KeepClearStage(context, hang, clear);
  }

  setDots({ count, dots, choices }: KeepClearInputs): void {
    // Most dots are no follicle: four a bucket, were all of them.
    const buckets = 2 ** Math.ceil(Math.log2(Math.max(256, count / 4)));
    this.#count = count;
    this.#bucketMask = buckets - 1;
    this.#heads = this.#buffers.sized('select.clearHeads', 4 * buckets);
    this.#group = this.#hang.bind({
      spec: this.#buffers.sized('select.clearSpec', KeepClearSpec.bytes, GPUBufferUsage.UNIFORM),
      dots,
      choices,
      heads: this.#heads,
      next: this.#buffers.sized('select.clearNext', 4 * count),
    });
  }

  /**
   * @param radiusUm - What dots of the even pattern keep between them at the plan's densest place.
   *   Where dots stand as wide as they must, nothing is to be done.
   * @param isHairy - Whether any hair grows; where none does, nothing is to be done either.
   */
  setPlan({ keepClearMm, clusterSize }: Plan['hair'], radiusUm: number, isHairy: boolean): void {
    const keepClearUm = Math.round(1000 * keepClearMm);
    const spacingUm = clusterSize > 1 ? CLUSTER_SPACING_UM : Math.floor(radiusUm);
    this.#needed = isHairy && keepClearUm > spacingUm;
    if (!this.#needed) return;
    this.#buffers.uniform(
      'select.clearSpec',
      KeepClearSpec.pack({
        dotCount: this.#count,
        bucketMask: this.#bucketMask,
        keepClearUm,
      }),
    );
  }

  /** Empties the grid; must come before the pass that {@link record} writes into. */
  clear(encoder: GPUCommandEncoder): void {
    if (this.#needed) encoder.clearBuffer(this.#heads!);
  }

  /** Records nothing where no dot can be too near. Comes after the choices are made. */
  record(pass: GPUComputePassEncoder): void {
    if (!this.#needed) return;
    this.#hang.dispatch(pass, this.#group!, this.#count);
    this.#clear.dispatch(pass, this.#group!, this.#count);
  }

  destroy(): void {
    this.#buffers.destroy();
  }
}
