import { BAND_COUNT } from '../../color/bands.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { together } from '../../gpu/together.ts';
import { KINETICS } from '../../ink/kinetics-constants.ts';
import { PIGMENTS } from '../../ink/pigments.ts';
import type { DotFootprint } from '../../light/dot/footprint.ts';
import type { Plan } from '../../plan/schema.ts';
import { Buffers, eight, type StageContext, stageKernel } from '../host.ts';
import { BINS, MARK_BYTES, Response } from '../structs.ts';
import { follicle } from './hair.ts';

const RespondSpec = struct('RespondSpec', {
  dotCount: 'u32',
  depthCount: 'u32', // rows of the footprint table
  firstDepthMm: 'f32',
  depthStepLog: 'f32', // equal steps in ln(depth)
  packedAbsorption: 'f32', // mass absorption after packing, relative to fresh
  packingTime: 'f32', // days
  hairRadiusMm: 'f32', // of the bundle of shafts in a follicle
  sessionsDone: 'u32',
  hairDepthMm: 'f32', // how deep the shafts reach
  stubbleRadiusMm: 'f32', // of the spot the stubble covers, seen from above
  generation: 'u32', // counts the skins, pigments and ways of healing there have been
  varianceA: 'vec4f', // of the eight footprint Gaussians, mm2
  varianceB: 'vec4f',
  massAbsorptionA: 'vec4f', // of the pigment by band, mm2 per ug
  massAbsorptionB: 'vec4f',
  hairAbsorptionA: 'vec4f', // inside a shaft, by band, 1/mm
  hairAbsorptionB: 'vec4f',
  stubbleDarkA: 'vec4f', // 1 - R/R0 over hair that stands above the skin, by band
  stubbleDarkB: 'vec4f',
});

/** What a response was made from: as long as none of it changes, it stands. */
export const Made = struct('Made', {
  generation: 'u32', // of all that dots share: skin, pigment, healing; 0 before anything was made
  depthMm: 'f32', // of the deposit
  varianceMm2: 'f32', // lateral, healed
  bottomMm: 'f32',
  ageDays: 'f32',
  bins: ['f32', BINS], // pigment by depth
});

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
  #table: GPUBuffer | undefined;
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
    const last = depthsMm.length - 1;
    const k = KINETICS[plan.healing.outcome];
    const pigment = PIGMENTS[plan.pigment.kind];
    // All of the spec that a column of pigment reads follows from these three.
    const shared = [footprint, k, pigment];
    if (shared.some((part, i) => part !== this.#shared[i])) this.#generation++;
    this.#shared = shared;
    const variance = eight(Array.from(footprint.sigmasMm, (sigma) => sigma * sigma));
    const absorption = eight(pigment.massAbsorption);
    const hair = follicle(plan.hair, footprint.bareReflectance);
    const hairAbsorption = eight(hair.absorptionPerMm);
    const stubbleDark = eight(hair.stubbleDark);
    const spec = this.#buffers.uniform(
      'optics.spec',
      RespondSpec.pack({
        dotCount: count,
        depthCount: depthsMm.length,
        firstDepthMm: depthsMm[0]!,
        depthStepLog: Math.log(depthsMm[last]! / depthsMm[0]!) / last,
        packedAbsorption: k.packedAbsorption.value,
        packingTime: k.packingTime.value,
        hairRadiusMm: hair.radiusMm,
        sessionsDone: plan.sessionsDone,
        hairDepthMm: hair.depthMm,
        stubbleRadiusMm: hair.stubbleRadiusMm,
        generation: this.#generation,
        varianceA: variance.A,
        varianceB: variance.B,
        // 1 m2/g is 1 mm2/µg.
        massAbsorptionA: absorption.A,
        massAbsorptionB: absorption.B,
        hairAbsorptionA: hairAbsorption.A,
        hairAbsorptionB: hairAbsorption.B,
        stubbleDarkA: stubbleDark.A,
        stubbleDarkB: stubbleDark.B,
      }),
    );
    const table = this.#buffers.filled('optics.footprint', byDepth(footprint));
    if (table !== this.#table) this.#groups = undefined;
    this.#table = table;
    const { responses, marks } = this;
    const [made, todo] = [this.#made!, this.#todo!];
    this.#gpu.write(todo, Uint32Array.of(TODO_ROW_GROUPS, 0, 1, 0));
    this.#groups ??= {
      changed: this.#changed.bind({ spec, ...inputs, responses, marks, made, todo }),
      respond: this.#respond.bind({ spec, footprint: table, todo, made, responses }),
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

/** The footprint as the shader reads it: `[depth][spread, arrivals, cover]`, bands in two vec4 of three. */
function byDepth(footprint: DotFootprint): Float32Array {
  const { amplitudes, arrivals, cover, sigmasMm, depthsMm } = footprint;
  const gaussians = sigmasMm.length;
  const words = 8 * (2 * gaussians + 1);
  const packed = new Float32Array(words * depthsMm.length);
  for (let row = 0; row < depthsMm.length; row++) {
    for (let band = 0; band < BAND_COUNT; band++) {
      const slot = words * row + (band < 3 ? band : band + 1);
      const line = row * BAND_COUNT + band;
      for (let g = 0; g < gaussians; g++) {
        packed[slot + 8 * g] = amplitudes[line * gaussians + g]!;
        packed[slot + 8 * (gaussians + g)] = arrivals[line * gaussians + g]!;
      }
      packed[slot + 16 * gaussians] = cover[line]!;
    }
  }
  return packed;
}
