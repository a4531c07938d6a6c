import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import type { Plan } from '../../plan/schema.ts';
import type { SceneScars } from '../scene-scars.ts';
import { Buffers, eight, type StageContext, stageKernel } from '../stage.ts';
import type { DotLadder } from './ladder.ts';
import { patternTable } from './pattern.ts';

const SelectSpec = struct('SelectSpec', {
  dotCount: 'u32',
  sessionCount: 'u32',
  seed: 'u32',
  densityMax: 'u32',
  gradient64: 'i32',
  micro64: 'i32',
  sentinels1024: 'u32',
  scarMask: 'u32',
  vertexCount: 'u32',
  spareA: 'u32',
  spareB: 'u32',
  spareC: 'u32',
  share1024A: ['u32', 4],
  share1024B: ['u32', 4],
});

/** What a dot of the ladder is under a plan; see `shaders/lib/choice.wgsl`. */
export const Choice = struct('Choice', {
  kind: 'u32',
  front64: 'i32',
  boundary64: 'i32',
  fade1024: 'u32',
});

/** `Choice.kind` of a hair follicle; sessions are 1 and up, 0 is nothing. */
export const HAIR_KIND = 15;

/** `Choice.kind` of a dot that is asked for but left out, because it is too near a follicle. */
export const CROWDED_KIND = 14;

/** The skin that dots are chosen on. */
export interface SkinBuffers {
  readonly triangles: GPUBuffer;
  readonly targets: GPUBuffer;
  readonly scars: SceneScars;
}

/** Host side of `shaders/placement/select-dots.wgsl`: which dots of the ladder the plan draws. */
export class SelectStage {
  readonly #kernel: Kernel;
  readonly #buffers: Buffers;
  #group: GPUBindGroup | undefined;
  #count = 0;
  #densityMax = 0;
  #scars!: SceneScars;
  choices!: GPUBuffer;

  private constructor(context: StageContext, kernel: Kernel) {
    this.#kernel = kernel;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<SelectStage> {
    return new SelectStage(context, await stageKernel(context, 'placement/select-dots'));
  }

  /** @param clusterSize - Mean dots of a cluster of the ladder; 1 is the even pattern. */
  setDots(ladder: DotLadder, { triangles, targets, scars }: SkinBuffers, clusterSize = 1): void {
    this.#scars = scars;
    const table = patternTable(ladder.radiusUm, clusterSize);
    this.#count = ladder.count;
    this.#densityMax = table.length - 1;
    this.choices = this.#buffers.sized('placement.choices', Choice.bytes * ladder.count);
    this.#group = this.#kernel.bind({
      spec: this.#buffers.sized('placement.selectSpec', SelectSpec.bytes, GPUBufferUsage.UNIFORM),
      dots: ladder.dots,
      triangles,
      targets,
      rankSqOf: this.#buffers.filled('placement.rankSqOf', table),
      scars: scars.buffer,
      choices: this.choices,
    });
  }

  setPlan({ hairline, sessions, seed }: Plan): void {
    const shares = eight(sessions.map((session) => Math.round(1024 * session.cumulativeShare)));
    this.#buffers.uniform(
      'placement.selectSpec',
      SelectSpec.pack({
        dotCount: this.#count,
        sessionCount: sessions.length,
        seed,
        densityMax: this.#densityMax,
        gradient64: Math.max(1, Math.round(64 * hairline.gradientMm)),
        micro64: Math.round(64 * hairline.microMm),
        sentinels1024: Math.round(1024 * hairline.sentinels),
        scarMask: this.#scars.bucketMask,
        vertexCount: this.#scars.vertexCount,
        spareA: 0,
        spareB: 0,
        spareC: 0,
        share1024A: shares.A,
        share1024B: shares.B,
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
