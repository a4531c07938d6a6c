import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { laterGrades, MOST_LATER_GRADES } from '../../plan/outlook.ts';
import type { Plan } from '../../plan/schema.ts';
import { Buffers, lateKernel, type StageContext } from '../host.ts';

const LoseHairSpec = struct('LoseHairSpec', {
  dotCount: 'u32',
  grades1024: 'u32', // grades of loss that came since, 1/1024
});

/** What the kernel reads of earlier stages, and of heal what it changes. */
export interface LoseHairInputs {
  readonly dots: GPUBuffer;
  readonly choices: GPUBuffer;
  readonly triangles: GPUBuffer;
  readonly targets: GPUBuffer;
  readonly rankSqOf: GPUBuffer;
  readonly healed: GPUBuffer;
}

/** Host side of `shaders/heal/lose-hair.wgsl`: hair that goes on being lost beside dots that stay. */
export class LoseHair {
  readonly #kernel: Kernel;
  readonly #buffers: Buffers;
  #inputs: LoseHairInputs | undefined;
  #later: GPUBuffer | undefined;
  #group: GPUBindGroup | undefined;
  #count = 0;
  #runs = false;

  private constructor(context: StageContext, kernel: Kernel) {
    this.#kernel = kernel;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<LoseHair> {
    return new LoseHair(context, await lateKernel(context, 'heal/lose-hair'));
  }

  /** @param laterHair1024 - As in `ScalpFields`; none where no loss is looked ahead. */
  setFields(laterHair1024: readonly Uint16Array[]): void {
    this.#group = undefined;
    this.#later = undefined;
    const [first] = laterHair1024;
    if (!first) {
      this.#buffers.drop('heal.later');
      return;
    }
    const words = new Uint16Array(MOST_LATER_GRADES * first.length);
    laterHair1024.forEach((shares, grade) => {
      shares.forEach((share, v) => {
        words[MOST_LATER_GRADES * v + grade] = share;
      });
    });
    this.#later = this.#buffers.filled('heal.later', words);
  }

  setDots(count: number, inputs: LoseHairInputs): void {
    this.#count = count;
    this.#inputs = inputs;
    this.#group = undefined;
  }

  setPlan(plan: Plan): void {
    const grades = laterGrades(plan);
    this.#runs = this.#later !== undefined && grades > 0;
    if (!this.#runs) return;
    const spec = this.#buffers.uniform(
      'heal.loseHair',
      LoseHairSpec.pack({ dotCount: this.#count, grades1024: Math.round(1024 * grades) }),
    );
    this.#group ??= this.#kernel.bind({ spec, later: this.#later!, ...this.#inputs! });
  }

  record(pass: GPUComputePassEncoder): void {
    if (this.#runs) this.#kernel.dispatch(pass, this.#group!, this.#count);
  }

  destroy(): void {
    this.#buffers.destroy();
  }
}
