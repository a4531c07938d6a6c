import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { BINS } from '../../ink/column-bins.ts';
import { KINETICS } from '../../ink/kinetics-constants.ts';
import { livedKinetics } from '../../ink/lived.ts';
import { CRUST_FALLS_DAYS, CRUST_FORMS_DAYS } from '../../light/crust.ts';
import type { Plan } from '../../plan/schema.ts';
import { Buffers, type StageContext, stageKernel } from '../host.ts';
import { lotAges, lotHasIron } from '../lots.ts';
import { Healed } from '../structs.ts';
import { Course, courseOf } from './course.ts';

const HealSpec = struct('HealSpec', {
  // First: a struct within a uniform stands at a multiple of 16, and what follows it too.
  course: Course,
  ageDays: ['vec4f', 3], // of each lot's dots; negative where it is not there
  crustForms: 'vec4f', // days from which and by which a crust is there
  crustFalls: 'vec4f', // first and last day on which one falls off
  hasIron: ['vec4f', 3], // 1 where the ink of a lot has black iron oxide, else 0
  dotCount: 'u32',
  tip: 'f32',
});

/** Host side of `shaders/heal/heal.wgsl`: columns in, what is left at an age out. */
export class HealStage {
  readonly #kernel: Kernel;
  readonly #buffers: Buffers;
  #group: GPUBindGroup | undefined;
  #count = 0;
  bins!: GPUBuffer;
  healed!: GPUBuffer;

  private constructor(context: StageContext, kernel: Kernel) {
    this.#kernel = kernel;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<HealStage> {
    return new HealStage(context, await stageKernel(context, 'heal/heal'));
  }

  setDots(count: number, deposits: GPUBuffer): void {
    this.#count = count;
    this.bins = this.#buffers.sized('heal.bins', 4 * BINS * count);
    this.healed = this.#buffers.sized('heal.healed', Healed.bytes * count);
    this.#group = this.#kernel.bind({
      spec: this.#buffers.sized('heal.spec', HealSpec.bytes, GPUBufferUsage.UNIFORM),
      deposits,
      bins: this.bins,
      healed: this.healed,
    });
  }

  setPlan(plan: Plan): void {
    const k = livedKinetics(KINETICS[plan.healing.outcome], plan.skin);
    this.#buffers.uniform(
      'heal.spec',
      HealSpec.pack({
        dotCount: this.#count,
        tip: plan.technique.tipWeight,
        course: courseOf(k),
        ageDays: lotAges(plan),
        crustForms: [...CRUST_FORMS_DAYS, 0, 0],
        crustFalls: [...CRUST_FALLS_DAYS, 0, 0],
        hasIron: lotHasIron(plan),
      }),
    );
  }

  record(pass: GPUComputePassEncoder): void {
    this.#kernel.dispatch(pass, this.#group!, this.#count);
  }

  destroy(): void {
    this.#buffers.destroy();
  }
}
