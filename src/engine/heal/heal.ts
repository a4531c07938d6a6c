import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { BINS } from '../../ink/column-bins.ts';
import { LOSS_FACTORS } from '../../ink/kinetics.ts';
import { KINETICS } from '../../ink/kinetics-constants.ts';
import { PIGMENTS } from '../../ink/pigments.ts';
import type { Plan } from '../../plan/schema.ts';
import { Buffers, eight, type StageContext, stageKernel } from '../host.ts';
import { sessionAges } from '../session-ages.ts';
import { Healed } from '../structs.ts';

const HealSpec = struct('HealSpec', {
  dotCount: 'u32',
  tip: 'f32',
  epidermalTurnover: 'f32', // days
  exudateShare: 'f32',
  exudateRate: 'f32', // per day
  lymphShare: 'f32',
  lymphTime: 'f32', // days
  papillaryLoss: 'f32', // per year
  reticularLoss: 'f32', // per year
  ironLoss: 'f32', // per year; 0 without black iron oxide
  scarLoss: 'f32', // per year, in scar
  woundWidth: 'f32', // of the open puncture, relative to the column
  woundTime: 'f32', // days
  blowOutShallow: 'f32', // mm2
  blowOutDeep: 'f32', // mm2
  blowOutTime: 'f32', // days
  lateralShallow: 'f32', // mm2 per year
  lateralDeep: 'f32', // mm2 per year
  downwardDrift: 'f32', // mm per year
  ageDaysA: 'vec4f', // age of each session's dots
  ageDaysB: 'vec4f',
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
    const k = KINETICS[plan.healing.outcome];
    const ages = eight(sessionAges(plan));
    this.#buffers.uniform(
      'heal.spec',
      HealSpec.pack({
        dotCount: this.#count,
        tip: plan.technique.tipWeight,
        epidermalTurnover: k.epidermalTurnover.value,
        exudateShare: k.exudateShare.value,
        exudateRate: k.exudateRate.value,
        lymphShare: k.lymphShare.value,
        lymphTime: k.lymphTime.value,
        papillaryLoss: k.papillaryLoss.value,
        reticularLoss: k.reticularLoss.value,
        ironLoss: PIGMENTS[plan.pigment.kind].hasIronBlack ? k.ironBlackLoss.value : 0,
        scarLoss: k.papillaryLoss.value * LOSS_FACTORS.scar,
        woundWidth: k.woundWidth.value,
        woundTime: k.woundTime.value,
        blowOutShallow: k.blowOutShallow.value,
        blowOutDeep: k.blowOutDeep.value,
        blowOutTime: k.blowOutTime.value,
        lateralShallow: k.lateralShallow.value,
        lateralDeep: k.lateralDeep.value,
        downwardDrift: k.downwardDrift.value,
        ageDaysA: ages.A,
        ageDaysB: ages.B,
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
