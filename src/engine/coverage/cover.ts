import { BAND_COUNT } from '../../color/bands.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { together } from '../../gpu/together.ts';
import { OVERLAP_DEPTHS_MM } from '../../light/dot/overlap.ts';
import type { SurfaceMesh } from '../../surface/surface-mesh.ts';
import { vertexAreasMm2 } from '../../surface/vertex-areas.ts';
import { Buffers, eight, type StageContext, stageKernel } from '../host.ts';
import { VertexLook } from '../structs.ts';

const CoverSpec = struct('CoverSpec', {
  dotCount: 'u32',
  vertexCount: 'u32',
  shown: 'u32', // a bit for each kind that is in the skin
  depositDepthMm: 'f32', // where no zone or region says otherwise
  reddenedMm2: ['vec4f', 3], // skin a dot of each lot still reddens
  flushedDarkA: 'vec4f', // -ln(R/R0) of fully flushed skin, by band
  flushedDarkB: 'vec4f',
  overlap: ['vec4f', 10], // shapes of lib/overlap, two words for each of five depths
});

// As in shaders/coverage/sums.wgsl.
const SUM_WORDS = 28;
const TOTAL_WORDS = 632;
const DEPTH_BIN_MM = 0.005;
const AREA_FIXED = 16384;
const MASS_FIXED = 2 ** 20;

/** What the kernels read of the plan. */
export interface CoverPlan {
  /** A bit for each kind that is in the skin. */
  readonly shown: number;
  /** Skin a dot of each lot still reddens, mm2. */
  readonly reddenedMm2: readonly number[];
  /** -ln(R/R0) of fully flushed skin, by band. */
  readonly flushedDark: readonly number[];
  /** Where no zone or region says otherwise. */
  readonly depositDepthMm: number;
  /** See `DotFootprint.overlap`. */
  readonly overlap: ArrayLike<number>;
}

/** What the kernels read of earlier stages. */
export interface CoverInputs {
  readonly count: number;
  readonly dots: GPUBuffer;
  readonly choices: GPUBuffer;
  readonly deposits: GPUBuffer;
  readonly healed: GPUBuffer;
  readonly responses: GPUBuffer;
  readonly triangles: GPUBuffer;
  readonly targets: GPUBuffer;
}

/** Sums over the whole scalp, as read back. */
export interface Totals {
  /** Dots by kind: 0 nothing, 1 and up sessions, 15 hair. */
  readonly byKind: readonly number[];
  /** Skin inside the boundary. */
  readonly areaMm2: number;
  /** Skin inside the boundary that is asked to hold at least one SMP dot per cm². */
  readonly treatedAreaMm2: number;
  /** Area under healed dots over area inside the boundary. */
  readonly inkCover: number;
  /** Mean R/R0 inside the boundary at the six bands, hair and dots together. */
  readonly meanRatio: readonly number[];
  readonly placedUg: number;
  readonly leftUg: number;
  readonly deeperThan1p2: number;
  readonly belowDermis: number;
  /** Dots by deposit depth; bin i starts at `i * depthBinMm`. */
  readonly depthHistogram: Uint32Array;
  readonly depthBinMm: number;
}

/** Host side of `shaders/coverage/`: dots in, sums per vertex and over the scalp out. */
export class CoverStage {
  readonly #gpu: Gpu;
  readonly #gather: Kernel;
  readonly #resolve: Kernel;
  readonly #count: Kernel;
  readonly #buffers: Buffers;
  #groups: { gather: GPUBindGroup; resolve: GPUBindGroup; count: GPUBindGroup } | undefined;
  #inputs: CoverInputs | undefined;
  #vertexCount = 0;
  #sums!: GPUBuffer;
  #totals!: GPUBuffer;
  looks!: GPUBuffer;

  private constructor(gpu: Gpu, gather: Kernel, resolve: Kernel, count: Kernel) {
    this.#gpu = gpu;
    this.#gather = gather;
    this.#resolve = resolve;
    this.#count = count;
    this.#buffers = new Buffers(gpu);
  }

  static async create(context: StageContext): Promise<CoverStage> {
    const names = ['gather-dots', 'resolve-vertices', 'count-dots'] as const;
    const kernels = names.map((name) => stageKernel(context, `coverage/${name}`));
    const [gather, resolve, count] = await together(kernels);
    return new CoverStage(context.gpu, gather!, resolve!, count!);
  }

  /** Sizes the vertex sums; call when the mesh changed. */
  setMesh(mesh: SurfaceMesh): void {
    const areas = vertexAreasMm2(mesh);
    this.#vertexCount = areas.length;
    this.#buffers.filled('coverage.areas', areas);
    this.#sums = this.#buffers.sized('coverage.sums', 4 * SUM_WORDS * areas.length);
    this.looks = this.#buffers.sized('coverage.looks', VertexLook.bytes * areas.length);
    this.#totals = this.#buffers.sized('coverage.totals', 4 * TOTAL_WORDS);
  }

  setDots(inputs: CoverInputs): void {
    this.#inputs = inputs;
    const { dots, choices, deposits, healed, responses, triangles, targets } = inputs;
    const spec = this.#buffers.sized('coverage.spec', CoverSpec.bytes, GPUBufferUsage.UNIFORM);
    const areas = this.#buffers.sized('coverage.areas', 4 * this.#vertexCount);
    const [sums, totals, looks] = [this.#sums, this.#totals, this.looks];
    this.#groups = {
      gather: this.#gather.bind({ spec, dots, triangles, responses, sums }),
      resolve: this.#resolve.bind({ spec, sums, areas, targets, looks, totals }),
      count: this.#count.bind({ spec, choices, deposits, healed, totals }),
    };
  }

  setPlan(plan: CoverPlan): void {
    const { shown, reddenedMm2, flushedDark, depositDepthMm, overlap } = plan;
    const flushed = eight(flushedDark);
    this.#buffers.uniform(
      'coverage.spec',
      CoverSpec.pack({
        dotCount: this.#inputs!.count,
        vertexCount: this.#vertexCount,
        shown,
        depositDepthMm,
        reddenedMm2,
        flushedDarkA: flushed.A,
        flushedDarkB: flushed.B,
        overlap: OVERLAP_DEPTHS_MM.flatMap((_, row) => {
          const { A, B } = eight(
            Array.from(overlap).slice(BAND_COUNT * row, BAND_COUNT * (row + 1)),
          );
          return [...A, ...B];
        }),
      }),
    );
  }

  /** Clears the sums; must come before the pass that {@link record} writes into. */
  clear(encoder: GPUCommandEncoder): void {
    encoder.clearBuffer(this.#sums);
    encoder.clearBuffer(this.#totals);
  }

  record(pass: GPUComputePassEncoder): void {
    const { count } = this.#inputs!;
    const groups = this.#groups!;
    this.#gather.dispatch(pass, groups.gather, count);
    this.#count.dispatch(pass, groups.count, count);
    this.#resolve.dispatch(pass, groups.resolve, this.#vertexCount);
  }

  /** Reads the totals back; for numbers on screen and exports. */
  async totals(): Promise<Totals> {
    const words = new Uint32Array(await this.#gpu.read(this.#totals, 4 * TOTAL_WORDS));
    const area = words[16]!;
    return {
      byKind: [...words.subarray(0, 16)],
      areaMm2: area / AREA_FIXED,
      treatedAreaMm2: words[28]! / AREA_FIXED,
      inkCover: area ? words[17]! / area : 0,
      meanRatio: [...words.subarray(18, 18 + BAND_COUNT)].map((sum) => (area ? sum / area : 1)),
      placedUg: (words[24]! + 2 ** 32 * words[29]!) / MASS_FIXED,
      leftUg: (words[25]! + 2 ** 32 * words[30]!) / MASS_FIXED,
      deeperThan1p2: words[26]!,
      belowDermis: words[27]!,
      depthHistogram: words.slice(32),
      depthBinMm: DEPTH_BIN_MM,
    };
  }

  destroy(): void {
    this.#buffers.destroy();
  }
}
