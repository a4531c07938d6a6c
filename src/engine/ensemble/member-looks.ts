import { BAND_COUNT } from '../../color/bands.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { type Kernel, WORKGROUP } from '../../gpu/kernel.ts';
import { together } from '../../gpu/together.ts';
import { kineticsOf } from '../../ink/kinetics-constants.ts';
import { livedKinetics } from '../../ink/lived.ts';
import type { Draw } from '../../ink/unknowns/table.ts';
import type { DotFootprint } from '../../light/dot/footprint.ts';
import type { Plan } from '../../plan/schema.ts';
import { DepositStage } from '../deposit/deposit.ts';
import { courseOf } from '../heal/course.ts';
import { Buffers, lateKernel, type StageContext } from '../host.ts';
import { lotAges, lotHasIron, shownKinds } from '../lots.ts';
import {
  footprintWords,
  lightTables,
  Made,
  RespondSpec,
  TODO_FIRST,
  TODO_ROW_GROUPS,
} from '../optics/light-tables.ts';
import { inkWords, lotInks } from '../optics/respond.ts';
import { Deposit, Response } from '../structs.ts';
import type { DotSample, SkinCopy } from './dot-sample.ts';
import { drawnPlan, freshPlan } from './member-plan.ts';
import { EnsembleSpec, Member, MemberLook } from './member-structs.ts';

/** The mean dot of a member at an age, as `MemberLook` has it; lists are by band. */
export interface MeanDot {
  readonly near: Float32Array;
  readonly far: Float32Array;
  readonly centre: Float32Array;
  readonly widthMm: number;
  readonly inkMm2: number;
  readonly leftUg: number;
  readonly placedUg: number;
}

/** Members that share a skin: so many follow each other, and light is worked out for them at once. */
export interface SkinGroup {
  readonly draws: readonly Draw[];
  readonly footprint: DotFootprint;
}

/** What the members run on. */
interface Task {
  readonly plan: Plan;
  readonly members: number;
  readonly dotCount: number;
  /** Dots of the scalp that each of the sample stands for. */
  readonly dotsEach: number;
  readonly ageCount: number;
  readonly ages: GPUBuffer;
  readonly deposits: GPUBuffer;
  readonly looks: GPUBuffer;
}

/**
 * Host side of `shaders/ensemble/`: a sample of dots is put, healed and lit once for every member of
 * an ensemble and every age. The needle's and the light's kernels are those of the picture.
 */
export class MemberLooks {
  readonly #gpu: Gpu;
  readonly #deposit: DepositStage;
  readonly #heal: Kernel;
  readonly #respond: Kernel;
  readonly #measure: Kernel;
  readonly #buffers: Buffers;
  #task: Task | undefined;

  private constructor(
    gpu: Gpu,
    deposit: DepositStage,
    [heal, respond, measure]: readonly [Kernel, Kernel, Kernel],
  ) {
    this.#gpu = gpu;
    this.#deposit = deposit;
    this.#heal = heal;
    this.#respond = respond;
    this.#measure = measure;
    this.#buffers = new Buffers(gpu);
  }

  /** Call inside {@link Gpu.checked}. */
  static async create(context: StageContext): Promise<MemberLooks> {
    const [deposit, heal, respond, measure] = await together([
      DepositStage.create(context),
      lateKernel(context, 'ensemble/heal-members'),
      lateKernel(context, 'optics/respond'),
      lateKernel(context, 'ensemble/measure-members'),
    ]);
    return new MemberLooks(context.gpu, deposit, [heal, respond, measure]);
  }

  /**
   * Readies it for so many members of a plan. Call inside {@link Gpu.checked}, as what follows.
   *
   * @param skin - Where the sample's dots lie.
   */
  setSample(
    plan: Plan,
    sample: DotSample,
    skin: SkinCopy,
    members: number,
    agesDays: readonly number[],
  ): void {
    const buffers = this.#buffers;
    this.#deposit.setDots({
      count: sample.count,
      dots: buffers.filled('ensemble.dots', sample.dots),
      choices: buffers.filled('ensemble.choices', sample.choices),
      triangles: skin.triangles,
      targets: skin.targets,
      positions: skin.positions,
    });
    this.#task = {
      plan,
      members,
      dotCount: sample.count,
      dotsEach: sample.shown / sample.count,
      ageCount: agesDays.length,
      ages: buffers.filled('ensemble.ages', Float32Array.from(agesDays)),
      deposits: buffers.sized('ensemble.deposits', Deposit.bytes * sample.count * members),
      looks: buffers.sized('ensemble.looks', MemberLook.bytes * agesDays.length * members),
    };
  }

  /** Puts, heals and lights the sample for these members, the first of whom has that number. */
  run({ draws, footprint }: SkinGroup, firstMember: number): void {
    this.#place(draws, firstMember);
    const { plan, dotCount, ageCount, ages, deposits, looks } = this.#task!;
    const buffers = this.#buffers;
    const slots = draws.length * ageCount * dotCount;
    const spec = buffers.uniform(
      'ensemble.spec',
      EnsembleSpec.pack({
        memberCount: draws.length,
        firstMember,
        ageCount,
        dotCount,
        olderDays: lotAges(freshPlan(plan)),
        inks: lotInks(plan).inkOfLot,
        hasIron: lotHasIron(plan),
      }),
    );
    const members = buffers.filled('ensemble.members', Member.packAll(draws.map(memberOf(plan))));
    const made = buffers.sized('ensemble.made', Made.bytes * slots);
    const kept = buffers.sized('ensemble.kept', 8 * slots);
    const responses = buffers.sized('ensemble.responses', Response.bytes * slots);
    const todo = buffers.filled(
      'ensemble.todo',
      everySlot(slots),
      GPUBufferUsage.STORAGE | GPUBufferUsage.INDIRECT,
    );
    const light = buffers.uniform('ensemble.light', lightSpec(plan, footprint, slots));
    const tables = lightTables(buffers, footprint);
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'ensemble' });
    const pass = encoder.beginComputePass({ label: 'ensemble' });
    const heal = this.#heal.bind({ spec, members, agesDays: ages, deposits, made, kept });
    this.#heal.dispatch(pass, heal, slots);
    const respond = this.#respond.bind({ spec: light, ...tables, todo, made, responses });
    this.#respond.dispatchIndirect(pass, respond, todo, 0);
    const measure = this.#measure.bind({ spec, responses, kept, looks });
    this.#measure.dispatch(pass, measure, draws.length * ageCount);
    pass.end();
    this.#gpu.device.queue.submit([encoder.finish()]);
  }

  /** `[member][age]`, once all have run. */
  async read(): Promise<MeanDot[][]> {
    const { looks, members, ageCount } = this.#task!;
    const bytes = MemberLook.bytes * members * ageCount;
    const words = new Float32Array(await this.#gpu.read(looks, bytes));
    const { offsets } = MemberLook;
    return Array.from({ length: members }, (_, member) =>
      Array.from({ length: ageCount }, (_, age) => {
        const first = (MemberLook.bytes / 4) * (ageCount * member + age);
        const at = (field: keyof typeof offsets) => first + offsets[field] / 4;
        const bands = (field: 'near' | 'far' | 'centre') =>
          words.slice(at(field), at(field) + BAND_COUNT);
        return {
          near: bands('near'),
          far: bands('far'),
          centre: bands('centre'),
          widthMm: words[at('widthMm')]!,
          inkMm2: words[at('inkMm2')]!,
          leftUg: words[at('leftUg')]!,
          placedUg: words[at('placedUg')]!,
        };
      }),
    );
  }

  destroy(): void {
    this.#deposit.destroy();
    this.#buffers.destroy();
  }

  #place(draws: readonly Draw[], firstMember: number): void {
    const { plan, dotCount, dotsEach, deposits } = this.#task!;
    const bytes = Deposit.bytes * dotCount;
    draws.forEach((draw, i) => {
      this.#deposit.setPlan(drawnPlan(plan, draw), draw, dotsEach);
      const encoder = this.#gpu.device.createCommandEncoder({ label: 'ensemble.deposit' });
      const pass = encoder.beginComputePass({ label: 'ensemble.deposit' });
      this.#deposit.record(pass);
      pass.end();
      const { deposits: own } = this.#deposit;
      encoder.copyBufferToBuffer(own, 0, deposits, bytes * (firstMember + i), bytes);
      this.#gpu.device.queue.submit([encoder.finish()]);
    });
  }
}

const memberOf = (plan: Plan) => (draw: Draw) => ({
  course: courseOf(livedKinetics(kineticsOf(draw), plan.skin, draw), draw),
  tip: drawnPlan(plan, draw).technique.tipWeight,
  layers: draw.layers,
  absorption: draw.pigmentAbsorption,
});

/** The list of `shaders/optics/todo.wgsl` with every slot on it. */
function everySlot(slots: number): Uint32Array {
  const words = new Uint32Array(TODO_FIRST + slots);
  const rows = Math.ceil(slots / (TODO_ROW_GROUPS * WORKGROUP));
  words.set([TODO_ROW_GROUPS, rows, 1, slots]);
  for (let slot = 0; slot < slots; slot++) words[TODO_FIRST + slot] = slot;
  return words;
}

/** No follicle among the slots, no packing but that in the masses, ages in turnovers. */
function lightSpec(plan: Plan, footprint: DotFootprint, slots: number): Uint8Array {
  const { inks, inkOfLot } = lotInks(plan);
  const none = [0, 0, 0, 0];
  return RespondSpec.pack({
    dotCount: slots,
    ...footprintWords(footprint),
    epidermalTurnover: 1,
    packedAbsorption: 1,
    packingTime: 1,
    hairRadiusMm: 0,
    shown: shownKinds(freshPlan(plan)),
    hairDepthMm: 0,
    stubbleRadiusMm: 0,
    generation: 1,
    massAbsorption: inkWords(inks),
    inks: inkOfLot,
    hairAbsorptionA: none,
    hairAbsorptionB: none,
    stubbleDarkA: none,
    stubbleDarkB: none,
    crustDarkA: none,
    crustDarkB: none,
    crustWidth: 0,
  });
}
