import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { type DoseConstants, dose, inkStrength } from '../../ink/dose.ts';
import { TAKEN } from '../../ink/unknowns/table.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Work } from '../../plan/session-work.ts';
import { Buffers, type StageContext, stageKernel } from '../host.ts';
import { isOfPlan, LOTS, lotWorks } from '../lots.ts';
import { Deposit } from '../structs.ts';

/** How the dots of one lot are put in. Sixteen bytes must divide it. */
const DepositLot = struct('DepositLot', {
  depthMm: 'f32', // planned deposit depth
  massUg: 'f32', // mean pigment per dot of undiluted ink: main needle
  fineMassUg: 'f32', // hairline needle
  massSd: 'f32', // relative standard deviation per dot
  fineMassSd: 'f32',
  radiusMm: 'f32', // column of the main needle at 0.4 mm, its puncture closed
  fineRadiusMm: 'f32',
  strength: 'f32', // pigment share of the ink relative to undiluted
  zoned: 'f32', // 1 where zones of the plan make it deeper, 0 where another hand did the work
  seed: 'u32', // of its own scatter; 0 for the plan's
  spareA: 'u32',
  spareB: 'u32',
});

const DepositSpec = struct('DepositSpec', {
  lots: [DepositLot, LOTS],
  dotCount: 'u32',
  seed: 'u32',
  depthSdMm: 'f32',
  tiltSdRad: 'f32',
  aimSdMm: 'f32',
  doubleHitShare: 'f32',
  scarFactor: 'f32', // ink in a scar relative to sound skin
  fineBelow1024: 'u32', // the hairline needle alone is used where the fade is below this
  deepWidening: 'f32', // of a column, for each 0.1 mm below 0.4 mm
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

  /** @param taken - What the dose rests on; as everywhere where nothing is said. */
  setPlan(plan: Plan, taken: DoseConstants = TAKEN): void {
    const { operator, technique, seed } = plan;
    this.#buffers.uniform(
      'deposit.spec',
      DepositSpec.pack({
        lots: lotWorks(plan).map((work, lot) => (work ? lotOf(work, lot, taken) : NO_LOT)),
        dotCount: this.#count,
        seed,
        depthSdMm: operator.depthSdMm,
        tiltSdRad: (operator.angleSdDeg * Math.PI) / 180,
        aimSdMm: operator.spacingJitterMm,
        doubleHitShare: operator.doubleHitShare,
        scarFactor: (technique.scarUptake ?? 1) * (technique.scarDose ?? 1),
        fineBelow1024: Math.round(1024 * FINE_BELOW),
        deepWidening: taken.deepWidening,
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

type Lot = Parameters<(typeof DepositLot)['pack']>[0];

function lotOf(work: Work, lot: number, taken: DoseConstants): Lot {
  const isOurs = isOfPlan(lot);
  const main = dose(work.needle, work, taken);
  const fine = dose(work.hairlineNeedle, work, taken);
  return {
    depthMm: work.depositDepthMm,
    massUg: main.massUg,
    fineMassUg: fine.massUg,
    massSd: main.massSd,
    fineMassSd: fine.massSd,
    radiusMm: main.radiusMm,
    fineRadiusMm: fine.radiusMm,
    strength: inkStrength(work.dilution),
    zoned: isOurs ? 1 : 0,
    seed: isOurs ? 0 : 0x68e31da4 + lot,
    spareA: 0,
    spareB: 0,
  };
}

const NO_LOT: Lot = {
  depthMm: 0,
  massUg: 0,
  fineMassUg: 0,
  massSd: 0,
  fineMassSd: 0,
  radiusMm: 0,
  fineRadiusMm: 0,
  strength: 0,
  zoned: 0,
  seed: 0,
  spareA: 0,
  spareB: 0,
};
