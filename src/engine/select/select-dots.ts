import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import type { Plan } from '../../plan/schema.ts';
import type { DotLadder, SceneScars } from '../handed.ts';
import { Buffers, eight, type StageContext, stageKernel } from '../host.ts';
import { graftsGrown1024, MOST_EARLIER, type OtherWork } from '../other-work.ts';
import { patternTable } from '../placement/pattern.ts';
import { Choice } from '../structs.ts';

const SelectSpec = struct('SelectSpec', {
  dotCount: 'u32',
  sessionCount: 'u32',
  seed: 'u32',
  densityMax: 'u32', // last entry of rankSqOf
  gradient64: 'i32', // width over which density rises behind the line, 1/64 mm
  micro64: 'i32', // amplitude of the fine irregularity of the line, 1/64 mm
  sentinels1024: 'u32', // density in front of the line relative to full
  scarMask: 'u32', // buckets of the scars' own grid, less one; 0 where there is no scar
  vertexCount: 'u32', // shares of scar that stand before that grid
  hasOthers: 'u32', // 1 where others[] is filled
  grown1024: 'u32', // share of the grafts that have grown
  counted1024: 'vec4u', // share of each earlier work that counts towards the density asked for
  share1024A: 'vec4u', // cumulative share of each session
  share1024B: 'vec4u',
});

/** The skin that dots are chosen on. */
export interface SkinBuffers {
  readonly triangles: GPUBuffer;
  readonly targets: GPUBuffer;
  readonly scars: SceneScars;
}

/** Other work packed for the kernel: pairs of 16 bits a word, three words a vertex. */
function packedOthers({ grafts64, test64, earlier64 }: OtherWork): Uint32Array {
  const at = (part: number, v: number) => earlier64[part]?.[v] ?? 0;
  const words = new Uint32Array(3 * grafts64.length);
  grafts64.forEach((graft, v) => {
    words[3 * v] = test64[v]! | (graft << 16);
    words[3 * v + 1] = at(0, v) | (at(1, v) << 16);
    words[3 * v + 2] = at(2, v) | (at(3, v) << 16);
  });
  return words;
}

/** Host side of `shaders/select/select-dots.wgsl`: which dots of the ladder the plan draws. */
export class SelectStage {
  readonly #kernel: Kernel;
  readonly #buffers: Buffers;
  #group: GPUBindGroup | undefined;
  #count = 0;
  #densityMax = 0;
  #scars!: SceneScars;
  /** Vertices that others[] holds, and what is in it. */
  #othersOf = 0;
  #others: OtherWork | undefined;
  choices!: GPUBuffer;
  rankSqOf!: GPUBuffer;

  private constructor(context: StageContext, kernel: Kernel) {
    this.#kernel = kernel;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<SelectStage> {
    return new SelectStage(context, await stageKernel(context, 'select/select-dots'));
  }

  /** What of other work there is. With another count of vertices {@link setDots} must follow. */
  setOthers(others: OtherWork | undefined): void {
    this.#others = others;
    this.#othersOf = others?.grafts64.length ?? 0;
    if (others) this.#buffers.filled('select.others', packedOthers(others));
  }

  /** @param clusterSize - Mean dots of a cluster of the ladder; 1 is the even pattern. */
  setDots(ladder: DotLadder, { triangles, targets, scars }: SkinBuffers, clusterSize = 1): void {
    this.#scars = scars;
    const table = patternTable(ladder.radiusUm, clusterSize);
    this.#count = ladder.count;
    this.#densityMax = table.length - 1;
    this.choices = this.#buffers.sized('select.choices', Choice.bytes * ladder.count);
    this.rankSqOf = this.#buffers.filled('select.rankSqOf', table);
    this.#group = this.#kernel.bind({
      spec: this.#buffers.sized('select.spec', SelectSpec.bytes, GPUBufferUsage.UNIFORM),
      dots: ladder.dots,
      triangles,
      targets,
      rankSqOf: this.rankSqOf,
      scars: scars.buffer,
      others: this.#buffers.sized('select.others', 12 * Math.max(1, this.#othersOf)),
      choices: this.choices,
    });
  }

  setPlan(plan: Plan): void {
    const { hairline, sessions, seed } = plan;
    const shares = eight(sessions.map((session) => Math.round(1024 * session.cumulativeShare)));
    this.#buffers.uniform(
      'select.spec',
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
        hasOthers: this.#others ? 1 : 0,
        grown1024: graftsGrown1024(plan),
        counted1024: Array.from({ length: MOST_EARLIER }, (_, i) =>
          Math.round(1024 * (plan.earlier[i]?.countedShare ?? 0)),
        ),
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
