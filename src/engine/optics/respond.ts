import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { together } from '../../gpu/together.ts';
import { KINETICS } from '../../ink/kinetics-constants.ts';
import { driftedAbsorption, PIGMENTS } from '../../ink/pigments.ts';
import { CRUST_WIDTH, crustDark } from '../../light/crust.ts';
import type { DotFootprint } from '../../light/dot/footprint.ts';
import { greyAdded } from '../../plan/outlook.ts';
import type { Plan } from '../../plan/schema.ts';
import { Buffers, eight, type StageContext, stageKernel } from '../host.ts';
import { LOTS, lotAges, lotWorks, shownKinds, turns } from '../lots.ts';
import { MARK_BYTES, Response } from '../structs.ts';
import { follicle } from './hair.ts';
import {
  footprintWords,
  lightTables,
  Made,
  RespondSpec,
  TODO_FIRST,
  TODO_ROW_GROUPS,
} from './light-tables.ts';

const CRUST = eight(crustDark());

/** What the kernels read of earlier stages. */
export interface RespondInputs {
  readonly count: number;
  readonly choices: GPUBuffer;
  readonly deposits: GPUBuffer;
  readonly healed: GPUBuffer;
  readonly bins: GPUBuffer;
}

/**
 * Host side of `shaders/optics/changed-dots.wgsl` and `respond.wgsl`: pigment by depth in, missing
 * light out. A dot whose pigment is as it was, in a skin that is, keeps the response it has; most
 * slots of a ladder are no dot at all. So the light is worked out for a list, dense in threads.
 */
export class RespondStage {
  readonly #gpu: Gpu;
  readonly #changed: Kernel;
  readonly #respond: Kernel;
  readonly #buffers: Buffers;
  #inputs: RespondInputs | undefined;
  #groups: { readonly changed: GPUBindGroup; readonly respond: GPUBindGroup } | undefined;
  #tables: { readonly footprint: GPUBuffer; readonly met: GPUBuffer } | undefined;
  #made: GPUBuffer | undefined;
  #todo: GPUBuffer | undefined;
  /** What all responses were made with, and how many times that changed. */
  #shared: readonly unknown[] = [];
  #generation = 0;
  responses!: GPUBuffer;
  marks!: GPUBuffer;

  private constructor(context: StageContext, changed: Kernel, respond: Kernel) {
    this.#gpu = context.gpu;
    this.#changed = changed;
    this.#respond = respond;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<RespondStage> {
    const [changed, respond] = await together([
      stageKernel(context, 'optics/changed-dots'),
      stageKernel(context, 'optics/respond'),
    ]);
    return new RespondStage(context, changed, respond);
  }

  setDots(inputs: RespondInputs): void {
    this.#inputs = inputs;
    // One more than dots: all hairs share the follicle at the end.
    const slots = inputs.count + 1;
    const responses = this.#buffers.sized('optics.responses', Response.bytes * slots);
    // Nothing stands in a new buffer, whatever the one beside it says.
    if (responses !== this.responses) this.#shared = [];
    this.responses = responses;
    this.#made = this.#buffers.sized('optics.made', Made.bytes * slots);
    this.#todo = this.#buffers.sized(
      'optics.todo',
      4 * (TODO_FIRST + slots),
      GPUBufferUsage.STORAGE | GPUBufferUsage.INDIRECT,
    );
    this.marks = this.#buffers.sized('optics.marks', MARK_BYTES * inputs.count);
    this.#groups = undefined;
  }

  /** Readies the stage for one {@link record}: it begins with an empty list. */
  setPlan(plan: Plan, footprint: DotFootprint): void {
    const { count, ...inputs } = this.#inputs!;
    const k = KINETICS[plan.healing.outcome];
    const { inks, inkOfLot } = lotInks(plan);
    // All of the spec that a column of pigment reads follows from these.
    const shared = [footprint, k, ...inks.flat()];
    const isNew = shared.length !== this.#shared.length;
    if (isNew || shared.some((part, i) => part !== this.#shared[i])) this.#generation++;
    this.#shared = shared;
    const hair = follicle(plan.hair, footprint.bareReflectance, greyAdded(plan));
    const hairAbsorption = eight(hair.absorptionPerMm);
    const stubbleDark = eight(hair.stubbleDark);
    const spec = this.#buffers.uniform(
      'optics.spec',
      RespondSpec.pack({
        dotCount: count,
        ...footprintWords(footprint),
        epidermalTurnover: k.epidermalTurnover.value,
        packedAbsorption: k.packedAbsorption.value,
        packingTime: k.packingTime.value,
        hairRadiusMm: hair.radiusMm,
        shown: shownKinds(plan),
        hairDepthMm: hair.depthMm,
        stubbleRadiusMm: hair.stubbleRadiusMm,
        generation: this.#generation,
        // 1 m2/g is 1 mm2/µg.
        massAbsorption: inkWords(inks),
        inks: inkOfLot,
        hairAbsorptionA: hairAbsorption.A,
        hairAbsorptionB: hairAbsorption.B,
        stubbleDarkA: stubbleDark.A,
        stubbleDarkB: stubbleDark.B,
        crustDarkA: CRUST.A,
        crustDarkB: CRUST.B,
        crustWidth: CRUST_WIDTH,
      }),
    );
    const tables = lightTables(this.#buffers, footprint);
    const last = this.#tables;
    if (tables.footprint !== last?.footprint || tables.met !== last.met) this.#groups = undefined;
    this.#tables = tables;
    const { responses, marks } = this;
    const [made, todo] = [this.#made!, this.#todo!];
    this.#gpu.write(todo, Uint32Array.of(TODO_ROW_GROUPS, 0, 1, 0));
    this.#groups ??= {
      changed: this.#changed.bind({ spec, ...inputs, responses, marks, made, todo }),
      respond: this.#respond.bind({ spec, ...tables, todo, made, responses }),
    };
  }

  record(pass: GPUComputePassEncoder): void {
    const { changed, respond } = this.#groups!;
    this.#changed.dispatch(pass, changed, this.#inputs!.count + 1);
    this.#respond.dispatchIndirect(pass, respond, this.#todo!, 0);
  }

  destroy(): void {
    this.#buffers.destroy();
  }
}

type Ink = readonly number[];

/**
 * The inks of a plan by their mass absorption, each once, and which of them each lot has. Inks of
 * earlier work have changed their colour since.
 */
export function lotInks(plan: Plan): { inks: readonly Ink[]; inkOfLot: readonly number[] } {
  const inks: Ink[] = [];
  const ages = lotAges(plan);
  const { ironBlackLoss } = KINETICS[plan.healing.outcome];
  const inkOfLot = lotWorks(plan).map((work, lot) => {
    if (!work) return 0;
    const ink = turns(plan, lot)
      ? driftedAbsorption(
          work.pigment,
          ironBlackLoss.value,
          Math.max(0, ages[lot]!) / DAYS_PER_YEAR,
        )
      : PIGMENTS[work.pigment].massAbsorption;
    const known = inks.findIndex((one) => one.every((value, band) => value === ink[band]));
    if (known >= 0) return known;
    return inks.push(ink) - 1;
  });
  return { inks, inkOfLot };
}

const DAYS_PER_YEAR = 365.25;

/** Absorption of each ink as the kernel reads it: two words an ink. */
export function inkWords(inks: readonly Ink[]): number[] {
  return Array.from({ length: LOTS }, (_, ink) => {
    const { A, B } = eight(inks[ink] ?? [0]);
    return [...A, ...B];
  }).flat();
}
