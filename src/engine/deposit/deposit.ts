import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import type { Plan } from '../../plan/schema.ts';
import { Buffers, eight, type StageContext, stageKernel } from '../host.ts';
import { Deposit } from '../structs.ts';
import { dose, inkStrength } from './dose.ts';

const DepositSpec = struct('DepositSpec', {
  dotCount: 'u32',
  seed: 'u32',
  depthMm: 'f32', // planned deposit depth
  depthSdMm: 'f32',
  tiltSdRad: 'f32',
  aimSdMm: 'f32',
  doubleHitShare: 'f32',
  fineBelow1024: 'u32', // the hairline needle alone is used where the fade is below this
  massUg: 'f32', // mean pigment per dot: main needle, by parts of water below
  fineMassUg: 'f32', // hairline needle
  massSd: 'f32', // relative standard deviation per dot
  fineMassSd: 'f32',
  radiusMm: 'f32', // column of the main needle at 0.4 mm, its puncture closed
  fineRadiusMm: 'f32',
  strengthA: 'vec4f', // pigment share of each session's ink relative to undiluted
  strengthB: 'vec4f',
});

/**
 * The hairline needle alone is used where density is below this share of full, as the recipe has it
 * 3 mm behind the line; then fewer and fewer dots are its own, none from three quarters. Assumed.
 */
const FINE_BELOW = 0.5;

/** What the deposit kernel reads of earlier stages. */
export interface DepositInputs {
  readonly count: number;
  readonly dots: GPUBuffer;
  readonly choices: GPUBuffer;
  readonly triangles: GPUBuffer;
  readonly targets: GPUBuffer;
  readonly positions: GPUBuffer;
}

/** Host side of `shaders/deposit/deposit.wgsl`: chosen dots in, columns of pigment out. */
export class DepositStage {
  readonly #kernel: Kernel;
  readonly #buffers: Buffers;
  #group: GPUBindGroup | undefined;
  #count = 0;
  deposits!: GPUBuffer;

  private constructor(context: StageContext, kernel: Kernel) {
    this.#kernel = kernel;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<DepositStage> {
    return new DepositStage(context, await stageKernel(context, 'deposit/deposit'));
  }

  setDots({ count, ...inputs }: DepositInputs): void {
    this.#count = count;
    this.deposits = this.#buffers.sized('deposit.deposits', Deposit.bytes * count);
    this.#group = this.#kernel.bind({
      ...inputs,
      spec: this.#buffers.sized('deposit.spec', DepositSpec.bytes, GPUBufferUsage.UNIFORM),
      deposits: this.deposits,
    });
  }

  setPlan(plan: Plan): void {
    const { technique, operator, needle, sessions, seed } = plan;
    const main = dose(needle.code, plan);
    const fine = dose(needle.hairlineCode, plan);
    const strength = eight(sessions.map((session) => inkStrength(session.dilution)));
    this.#buffers.uniform(
      'deposit.spec',
      DepositSpec.pack({
        dotCount: this.#count,
        seed,
        depthMm: technique.depositDepthMm,
        depthSdMm: operator.depthSdMm,
        tiltSdRad: (operator.angleSdDeg * Math.PI) / 180,
        aimSdMm: operator.spacingJitterMm,
        doubleHitShare: operator.doubleHitShare,
        fineBelow1024: Math.round(1024 * FINE_BELOW),
        massUg: main.massUg,
        fineMassUg: fine.massUg,
        massSd: main.massSd,
        fineMassSd: fine.massSd,
        radiusMm: main.radiusMm,
        fineRadiusMm: fine.radiusMm,
        strengthA: strength.A,
        strengthB: strength.B,
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
