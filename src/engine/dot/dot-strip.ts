import { latticeSpacingMm } from '../../base/spacing.ts';
import { BAND_COUNT } from '../../color/bands.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Fields, StructLayout, Values } from '../../gpu/layout.ts';
import { together } from '../../gpu/together.ts';
import { DEFAULT_BOUNDS } from '../../ink/kinetics.ts';
import type { DotFootprint } from '../../light/dot/footprint.ts';
import { DEFAULT_THICKNESSES_MM } from '../../light/layers.ts';
import type { LocalTone } from '../../light/local-tone.ts';
import type { Plan } from '../../plan/schema.ts';
import type { SurfaceMesh } from '../../surface/surface-mesh.ts';
import { CoverStage } from '../coverage/cover.ts';
import { coverPlan } from '../coverage/cover-plan.ts';
import { DepositStage } from '../deposit/deposit.ts';
import { DotIndex } from '../grid/index-dots.ts';
import { HealStage } from '../heal/heal.ts';
import { Buffers } from '../host.ts';
import { RespondStage } from '../optics/respond.ts';
import type { SceneBuffers } from '../scene-buffers.ts';
import { Choice, Dot, VertexTarget } from '../structs.ts';

/** A square of the strip: its dots stand at one depth. */
export interface StripCell {
  readonly depthMm: number;
  /** Of its middle. */
  readonly xMm: number;
}

/** How the strip is laid out. */
export interface StripOptions {
  /** Deposit depth of each cell, mm. */
  readonly depthsMm: readonly number[];
  readonly cellMm: number;
  readonly dotsPerCm2: number;
}

/** Bare skin between cells: more than a dot's reach on both sides, mm. */
const GAP_MM = 4;
/** The strip's skin is the same everywhere. */
const EVEN_TONE: LocalTone = {
  melanin: Array(BAND_COUNT).fill({ slope: 0, bend: 0 }),
  blood: Array(BAND_COUNT).fill({ slope: 0, bend: 0 }),
};

/** Squares of the mesh along a cell's edge: halos are carried by its vertices. */
const SQUARES = 6;

/**
 * Flat skin with the same dots in every cell, each cell deeper than the one before: the stages from
 * the needle to the light as the head has them, without head and placement.
 */
export class DotStrip {
  readonly cells: readonly StripCell[];
  readonly #gpu: Gpu;
  readonly #buffers: Buffers;
  readonly #options: StripOptions;
  readonly #stages: Awaited<ReturnType<typeof stagesOn>>;
  readonly #count: number;
  #bare: ArrayLike<number> = [];

  private constructor(
    gpu: Gpu,
    stages: Awaited<ReturnType<typeof stagesOn>>,
    options: StripOptions,
  ) {
    this.#gpu = gpu;
    this.#stages = stages;
    this.#options = options;
    this.#buffers = new Buffers(gpu);
    const pitch = options.cellMm + GAP_MM;
    const middle = (options.depthsMm.length - 1) / 2;
    this.cells = options.depthsMm.map((depthMm, i) => ({ depthMm, xMm: pitch * (i - middle) }));
    this.#count = this.#connect();
  }

  /** Compiles the kernels; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, options: StripOptions): Promise<DotStrip> {
    return new DotStrip(gpu, await stagesOn(gpu), options);
  }

  /** Puts, heals and lights the dots. Depths are the cells'; all else is the plan's last session. */
  update(plan: Plan, footprint: DotFootprint, flushedDark: ArrayLike<number>): void {
    const { deposit, heal, respond, cover } = this.#stages;
    const one: Plan = {
      ...plan,
      sessions: [{ ...plan.sessions.at(-1)!, cumulativeShare: 1, day: 0, depositDepthMm: 0 }],
      sessionsDone: 1,
      technique: { ...plan.technique, depositDepthMm: 0 },
    };
    deposit.setPlan(one);
    heal.setPlan(one);
    respond.setPlan(one, footprint);
    cover.setPlan(coverPlan(one, footprint, flushedDark));
    this.#bare = footprint.bareReflectance;
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'strip' });
    cover.clear(encoder);
    for (const stage of [deposit, heal, respond, cover]) {
      const pass = encoder.beginComputePass({ label: 'strip' });
      stage.record(pass);
      pass.end();
    }
    this.#gpu.device.queue.submit([encoder.finish()]);
  }

  /** Buffers for a picture of the strip, which lies in the plane z = 0 and faces +z. */
  scene(): SceneBuffers {
    const { respond, cover, index } = this.#stages;
    const { positions, triangles } = this.#meshBuffers();
    return {
      count: this.#count,
      positions,
      triangles,
      marks: respond.marks,
      responses: respond.responses,
      looks: cover.looks,
      starts: index.starts,
      order: index.order,
      bucketMask: index.bucketMask,
      bareReflectance: this.#bare,
      // No scars; the binding wants a buffer all the same.
      scars: { buffer: index.starts, bucketMask: 0, vertexCount: 0 },
      scarLift: new Float64Array(BAND_COUNT),
      tone: EVEN_TONE,
    };
  }

  destroy(): void {
    for (const stage of Object.values(this.#stages)) stage.destroy();
    this.#buffers.destroy();
  }

  #meshBuffers() {
    const { positionsUm, triangles } = stripMesh(this.cells, this.#options.cellMm);
    return {
      positions: this.#buffers.filled('strip.positions', positionsUm),
      triangles: this.#buffers.filled('strip.triangles', triangles),
    };
  }

  #connect(): number {
    const { deposit, heal, respond, cover, index } = this.#stages;
    const mesh = stripMesh(this.cells, this.#options.cellMm);
    const places = dotsOn(this.cells, this.#options);
    const count = places.length;
    const rows = <F extends Fields>(layout: StructLayout<F>, values: readonly Values<F>[]) =>
      this.#buffers.filled(`strip.${layout.name}`, layout.packAll(values));
    const { positions, triangles } = this.#meshBuffers();
    const dots = rows(Dot, places);
    // Well behind the hairline, at full density.
    const choice = { kind: 1, front64: 6400, boundary64: 6400, fade1024: 1024 };
    const choices = rows(
      Choice,
      places.map(() => choice),
    );
    const targets = rows(VertexTarget, targetsOn(this.cells, mesh));
    cover.setMesh(mesh);
    deposit.setDots({ count, dots, choices, triangles, targets, positions });
    const { deposits } = deposit;
    heal.setDots(count, deposits);
    const { healed, bins } = heal;
    respond.setDots({ count, choices, deposits, healed, bins });
    const { responses } = respond;
    cover.setDots({ count, dots, choices, deposits, healed, responses, triangles, targets });
    index.build(dots, count);
    return count;
  }
}

async function stagesOn(gpu: Gpu) {
  const context = { gpu, workgroup: 64 };
  const [deposit, heal, respond, cover, index] = await together([
    DepositStage.create(context),
    HealStage.create(context),
    RespondStage.create(context),
    CoverStage.create(context),
    DotIndex.create(context),
  ]);
  return { deposit, heal, respond, cover, index };
}

// Corner, row by row, of a square of a cell that reaches over its edge by half the gap.
function stripMesh(cells: readonly StripCell[], cellMm: number): SurfaceMesh {
  const edgeMm = cellMm + GAP_MM;
  const positionsUm: number[] = [];
  const triangles: number[] = [];
  for (const { xMm } of cells) {
    const first = positionsUm.length / 3;
    for (let j = 0; j <= SQUARES; j++) {
      for (let i = 0; i <= SQUARES; i++) {
        const at = (step: number) => Math.round(1000 * edgeMm * (step / SQUARES - 0.5));
        positionsUm.push(Math.round(1000 * xMm) + at(i), at(j), 0);
        if (i === SQUARES || j === SQUARES) continue;
        const a = first + j * (SQUARES + 1) + i;
        const b = a + SQUARES + 1;
        triangles.push(a, a + 1, b, a + 1, b + 1, b);
      }
    }
  }
  const vertices = positionsUm.length / 3;
  return {
    positionsUm: Int32Array.from(positionsUm),
    triangles: Uint32Array.from(triangles),
    normals: Float32Array.from({ length: 3 * vertices }, (_, i) => (i % 3 === 2 ? 1 : 0)),
    occlusion: new Float32Array(vertices).fill(1),
  };
}

function targetsOn(
  cells: readonly StripCell[],
  mesh: SurfaceMesh,
): Values<typeof VertexTarget.fields>[] {
  const perCell = (SQUARES + 1) ** 2;
  const um = (mm: number) => Math.round(1000 * mm);
  const base = DEFAULT_THICKNESSES_MM.slice(0, -1).reduce((sum, mm) => sum + mm, 0);
  return Array.from({ length: mesh.positionsUm.length / 3 }, (_, vertex) => ({
    boundary64: 6400,
    front64: 6400,
    smp64: 6400,
    hair64: 0,
    bare64: 0,
    depthOffsetUm: um(cells[Math.floor(vertex / perCell)]!.depthMm),
    epidermisUm: um(DEFAULT_BOUNDS.epidermisMm),
    papillaryUm: um(DEFAULT_BOUNDS.papillaryMm),
    skinBaseUm: um(base),
    scar1024: 0,
    melanin1024: 1024,
    blood1024: 1024,
  }));
}

// A triangular lattice around the middle of each cell, no dot nearer to its edge than half a step.
function dotsOn(
  cells: readonly StripCell[],
  { cellMm, dotsPerCm2 }: StripOptions,
): Values<typeof Dot.fields>[] {
  const step = latticeSpacingMm(dotsPerCm2);
  const rowMm = (step * Math.sqrt(3)) / 2;
  const edgeMm = cellMm + GAP_MM;
  const inside = (cellMm - step) / 2;
  const rows = Math.floor(inside / rowMm);
  return cells.flatMap(({ xMm }, cell) => {
    const dots: Values<typeof Dot.fields>[] = [];
    for (let row = -rows; row <= rows; row++) {
      const shift = row % 2 === 0 ? 0 : step / 2;
      const most = Math.floor(cellMm / step);
      for (let column = -most; column <= most; column++) {
        const [x, y] = [column * step + shift, row * rowMm];
        if (Math.abs(x) > inside) continue;
        const [u, v] = [x / edgeMm + 0.5, y / edgeMm + 0.5].map((t) => t * SQUARES) as [
          number,
          number,
        ];
        const [i, j] = [Math.floor(u), Math.floor(v)];
        const [s, t] = [u - i, v - j];
        // Each square is cut from its second corner to its third.
        const upper = s + t > 1;
        const [b, c] = upper ? [s + t - 1, 1 - s] : [s, t];
        dots.push({
          x: Math.round(1000 * (xMm + x)),
          y: Math.round(1000 * y),
          z: 0,
          rankSq: 1e6,
          triangle: 2 * (cell * SQUARES ** 2 + j * SQUARES + i) + (upper ? 1 : 0),
          uv: Math.floor(32767 * b) + 65536 * Math.floor(32767 * c),
        });
      }
    }
    return dots;
  });
}
