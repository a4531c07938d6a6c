import { BAND_COUNT } from '../../color/bands.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { together } from '../../gpu/together.ts';
import { BINS } from '../../ink/column-bins.ts';
import { KINETICS } from '../../ink/kinetics-constants.ts';
import { PIGMENTS, type Pigment } from '../../ink/pigments.ts';
import { CRUST_WIDTH, crustDark } from '../../light/crust.ts';
import type { DotFootprint } from '../../light/dot/footprint.ts';
import { MET_ENDS, MET_RADII_MM, MET_ROWS, MET_TOPS_MM } from '../../light/dot/met/met-tally.ts';
import type { Plan } from '../../plan/schema.ts';
import { Buffers, eight, type StageContext, stageKernel } from '../host.ts';
import { LOTS, lotWorks, shownKinds } from '../lots.ts';
import { MARK_BYTES, Response } from '../structs.ts';
import { DISC_RADII_MM, discTable } from './disc-table.ts';
import { follicle } from './hair.ts';

const RespondSpec = struct('RespondSpec', {
  dotCount: 'u32',
  depthCount: 'u32', // rows of the footprint table
  firstDepthMm: 'f32',
  depthStepLog: 'f32', // equal steps in ln(depth)
  epidermalTurnover: 'f32', // days, from the foot of the epidermis to the surface
  packedAbsorption: 'f32', // mass absorption after packing, relative to fresh
  packingTime: 'f32', // days
  metRadiusMm: 'f32', // first radius of the table of met light
  metRadiusLog: 'f32', // equal steps in ln(radius)
  discRadiusMm: 'f32', // the same of the disc table
  discRadiusLog: 'f32',
  hairRadiusMm: 'f32', // of the bundle of shafts in a follicle
  shown: 'u32', // a bit for each kind that is in the skin
  hairDepthMm: 'f32', // how deep the shafts reach
  stubbleRadiusMm: 'f32', // of the spot the stubble covers, seen from above
  generation: 'u32', // counts the skins, pigments and ways of healing there have been
  varianceA: 'vec4f', // of the eight footprint Gaussians, mm2
  varianceB: 'vec4f',
  massAbsorption: ['vec4f', 2 * LOTS], // of each ink by band, mm2 per ug, two words an ink
  inks: ['vec4u', 3], // ink of each lot
  hairAbsorptionA: 'vec4f', // inside a shaft, by band, 1/mm
  hairAbsorptionB: 'vec4f',
  stubbleDarkA: 'vec4f', // 1 - R/R0 over hair that stands above the skin, by band
  stubbleDarkB: 'vec4f',
  crustDarkA: 'vec4f', // 1 - R/R0 under a whole crust, by band
  crustDarkB: 'vec4f',
  crustWidth: 'f32', // of a crust relative to its dot
});

/** What a response was made from: as long as none of it changes, it stands. */
export const Made = struct('Made', {
  generation: 'u32', // of all that dots share: skin, pigment, healing; 0 before anything was made
  depthMm: 'f32', // of the deposit
  epidermisMm: 'f32', // where layers end there
  papillaryMm: 'f32',
  varianceMm2: 'f32', // lateral, healed
  bottomMm: 'f32',
  ageDays: 'f32',
  ink: 'u32',
  crust: 'f32',
  bins: ['f32', BINS], // pigment by depth
});

const CRUST = eight(crustDark());

/** Workgroups of a row, and the word where dots begin in the list of those to do: `optics/todo.wgsl`. */
const TODO_ROW_GROUPS = 16;
const TODO_FIRST = 4;

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
    const { depthsMm } = footprint;
    const k = KINETICS[plan.healing.outcome];
    const { inks, inkOfLot } = lotInks(plan);
    // All of the spec that a column of pigment reads follows from these.
    const shared = [footprint, k, ...inks];
    const isNew = shared.length !== this.#shared.length;
    if (isNew || shared.some((part, i) => part !== this.#shared[i])) this.#generation++;
    this.#shared = shared;
    const variance = eight(Array.from(footprint.sigmasMm, (sigma) => sigma * sigma));
    const hair = follicle(plan.hair, footprint.bareReflectance);
    const hairAbsorption = eight(hair.absorptionPerMm);
    const stubbleDark = eight(hair.stubbleDark);
    const spec = this.#buffers.uniform(
      'optics.spec',
      RespondSpec.pack({
        dotCount: count,
        depthCount: depthsMm.length,
        firstDepthMm: depthsMm[0]!,
        depthStepLog: logStep(depthsMm),
        epidermalTurnover: k.epidermalTurnover.value,
        packedAbsorption: k.packedAbsorption.value,
        packingTime: k.packingTime.value,
        metRadiusMm: MET_RADII_MM[0]!,
        metRadiusLog: logStep(MET_RADII_MM),
        discRadiusMm: DISC_RADII_MM[0]!,
        discRadiusLog: logStep(DISC_RADII_MM),
        hairRadiusMm: hair.radiusMm,
        shown: shownKinds(plan),
        hairDepthMm: hair.depthMm,
        stubbleRadiusMm: hair.stubbleRadiusMm,
        generation: this.#generation,
        varianceA: variance.A,
        varianceB: variance.B,
        // 1 m2/g is 1 mm2/µg.
        massAbsorption: Array.from({ length: LOTS }, (_, ink) => {
          const { A, B } = eight(inks[ink]?.massAbsorption ?? [0]);
          return [...A, ...B];
        }).flat(),
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
    const tables = {
      footprint: this.#buffers.filled('optics.footprint', aboveDepths(footprint)),
      met: this.#buffers.filled('optics.met', byRadius(footprint)),
      discs: this.#buffers.filled('optics.discs', discTable()),
    };
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

/** The inks of a plan, each once, and which of them each lot has. */
function lotInks(plan: Plan): { inks: readonly Pigment[]; inkOfLot: readonly number[] } {
  const inks: Pigment[] = [];
  const inkOfLot = lotWorks(plan).map((work) => {
    if (!work) return 0;
    const pigment = PIGMENTS[work.pigment];
    if (!inks.includes(pigment)) inks.push(pigment);
    return inks.indexOf(pigment);
  });
  return { inks, inkOfLot };
}

/** What lies above each depth, `[depth][gaussian][band]`: its amplitudes summed up from the surface. */
function aboveDepths({ amplitudes, sigmasMm, depthsMm }: DotFootprint): Float32Array {
  const cells = sigmasMm.length * BAND_COUNT;
  const packed = new Float32Array(cells * depthsMm.length);
  for (let g = 0; g < sigmasMm.length; g++) {
    for (let band = 0; band < BAND_COUNT; band++) {
      const amplitude = (row: number) =>
        amplitudes[(row * BAND_COUNT + band) * sigmasMm.length + g]!;
      let sum = depthsMm[0]! * amplitude(0);
      for (let row = 0; row < depthsMm.length; row++) {
        if (row > 0) {
          const stepMm = depthsMm[row]! - depthsMm[row - 1]!;
          sum += (stepMm * (amplitude(row - 1) + amplitude(row))) / 2;
        }
        packed[row * cells + g * BAND_COUNT + band] = sum;
      }
    }
  }
  return packed;
}

/** Met light: depths of tops and of ends, then `[radius][node][row][band]` in 16 bits. */
function byRadius({ met }: DotFootprint): Uint32Array {
  const packed = new Uint32Array(MET_ROWS + (met.length * 2) / 4);
  new Float32Array(packed.buffer, 0, MET_ROWS).set([
    ...MET_TOPS_MM,
    ...MET_ENDS.map((top) => MET_TOPS_MM[top]!),
  ]);
  const halves = new Uint16Array(packed.buffer, 4 * MET_ROWS);
  for (let i = 0; i < met.length; i++) halves[i] = Math.round(65535 * met[i]!);
  return packed;
}

/** Step in the logarithm of a list of equal ones. */
function logStep(list: ArrayLike<number>): number {
  return Math.log(list[list.length - 1]! / list[0]!) / (list.length - 1);
}
