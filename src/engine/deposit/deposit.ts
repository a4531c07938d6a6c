import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { together } from '../../gpu/together.ts';
import { dose, inkStrength } from '../../ink/dose.ts';
import {
  type ColumnConstants,
  dwellDose,
  needleTent,
  REFERENCE_SKIN_MM,
  taperFlow,
} from '../../ink/needle-column.ts';
import { TAKEN } from '../../ink/unknowns/table.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Work } from '../../plan/session-work.ts';
import { Buffers, lateKernel, type StageContext, stageKernel } from '../host.ts';
import { isOfPlan, LOTS, lotWorks } from '../lots.ts';
import { Deposit } from '../structs.ts';
import { DAY_STEPS } from './day.ts';

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
  ours: 'f32', // 1 where zones and the way of the plan count, 0 where another hand did the work
  seed: 'u32', // of its own scatter; 0 for the plan's
  tent: 'f32', // of the needle's extension what the reference skin gives way: main needle
  fineTent: 'f32', // hairline needle
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
  byExtension: 'f32', // deposit over extension where the needle is set and the skin decides, else 0
  pressed: 'f32', // depth by pressure, relative
  dwellDose: 'f32', // ink by time in the skin, relative
  leanRad: 'f32', // from upright, as the needle is held
  referenceSkinMm: 'f32', // skin that deposit over extension is stated for
  skinTenting: 'f32', // power
  scarTenting: 'f32', // of a scar over that of skin
  tiringPerHour: 'f32', // how much wider the hand strays
  sinkPerHourMm: 'f32', // how much deeper it goes
  beforeHours: 'f32', // of that day, before each session
  hoursPerDot: 'f32', // 0 where no hand tires
});

/**
 * The hairline needle alone is used where density is below this share of full, as the recipe has it
 * 3 mm behind the line, 1024ths; then fewer and fewer dots are its own, none from three quarters. Assumed.
 */
export const FINE_BELOW_1024 = 512;

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
  readonly #countDay: Kernel;
  readonly #buffers: Buffers;
  #group: GPUBindGroup | undefined;
  #dayGroup: GPUBindGroup | undefined;
  #isTiring = false;
  #count = 0;
  deposits!: GPUBuffer;

  private constructor(context: StageContext, kernel: Kernel, countDay: Kernel) {
    this.#kernel = kernel;
    this.#countDay = countDay;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<DepositStage> {
    const [kernel, countDay] = await together([
      stageKernel(context, 'deposit/deposit'),
      lateKernel(context, 'deposit/count-day'),
    ]);
    return new DepositStage(context, kernel, countDay);
  }

  setDots({ count, ...inputs }: DepositInputs): void {
    this.#count = count;
    this.deposits = this.#buffers.sized('deposit.deposits', Deposit.bytes * count);
    const bound = {
      ...inputs,
      spec: this.#buffers.sized('deposit.spec', DepositSpec.bytes, GPUBufferUsage.UNIFORM),
      day: this.#buffers.sized('deposit.day', 4 * DAY_STEPS * LOTS),
      deposits: this.deposits,
    };
    this.#group = this.#kernel.bind(bound);
    this.#dayGroup = this.#countDay.bind(bound);
  }

  /**
   * @param taken - What the columns rest on; as everywhere where nothing is said.
   * @param dotsEach - Dots of the scalp that each dot here stands for.
   */
  setPlan(plan: Plan, taken: ColumnConstants = TAKEN, dotsEach = 1): void {
    const { operator, technique, seed } = plan;
    const { tiringPerHour, sinkPerHourMm } = operator;
    const isByExtension = technique.depthToldAs === 'extension';
    this.#isTiring = tiringPerHour !== 0 || sinkPerHourMm !== 0;
    this.#buffers.uniform(
      'deposit.spec',
      DepositSpec.pack({
        lots: lotWorks(plan).map((work, lot) => (work ? lotOf(plan, work, lot, taken) : NO_LOT)),
        dotCount: this.#count,
        seed,
        depthSdMm: operator.depthSdMm,
        tiltSdRad: (operator.angleSdDeg * Math.PI) / 180,
        aimSdMm: operator.spacingJitterMm,
        doubleHitShare: operator.doubleHitShare,
        scarFactor: (technique.scarUptake ?? 1) * (technique.scarDose ?? 1),
        fineBelow1024: FINE_BELOW_1024,
        deepWidening: taken.deepWidening,
        byExtension: isByExtension ? technique.extensionToDeposit : 0,
        pressed: technique.pressure ** taken.pressurePower,
        dwellDose: dwellDose(technique.dwell, taken),
        leanRad: ((90 - technique.angleDeg) * Math.PI) / 180,
        referenceSkinMm: REFERENCE_SKIN_MM,
        skinTenting: taken.skinTenting,
        scarTenting: taken.scarTenting,
        tiringPerHour: tiringPerHour * taken.tiring,
        sinkPerHourMm: sinkPerHourMm * taken.tiring,
        beforeHours: operator.beforeHours,
        hoursPerDot: this.#isTiring ? dotsEach / technique.dotsPerMinute / 60 : 0,
      }),
    );
  }

  record(pass: GPUComputePassEncoder): void {
    // One workgroup, whatever its size.
    if (this.#isTiring) this.#countDay.dispatch(pass, this.#dayGroup!, 1);
    this.#kernel.dispatch(pass, this.#group!, this.#count);
  }

  destroy(): void {
    this.#buffers.destroy();
  }
}

type Lot = Parameters<(typeof DepositLot)['pack']>[0];

function lotOf({ technique }: Plan, work: Work, lot: number, taken: ColumnConstants): Lot {
  const isOurs = isOfPlan(lot);
  const main = dose(work.needle, work, taken);
  const fine = dose(work.hairlineNeedle, work, taken);
  // Told as deposit depth, the hand makes up for the needle too.
  const flow = (code: string) =>
    isOurs && technique.depthToldAs === 'extension' ? taperFlow(code, taken) : 1;
  const tent = (code: string) => (1 - technique.extensionToDeposit) * needleTent(code, taken);
  return {
    depthMm: work.depositDepthMm,
    massUg: main.massUg * flow(work.needle),
    fineMassUg: fine.massUg * flow(work.hairlineNeedle),
    massSd: main.massSd,
    fineMassSd: fine.massSd,
    radiusMm: main.radiusMm,
    fineRadiusMm: fine.radiusMm,
    strength: inkStrength(work.dilution),
    ours: isOurs ? 1 : 0,
    seed: isOurs ? 0 : 0x68e31da4 + lot,
    tent: tent(work.needle),
    fineTent: tent(work.hairlineNeedle),
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
  ours: 0,
  seed: 0,
  tent: 0,
  fineTent: 0,
};
