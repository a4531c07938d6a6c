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
import { Choice, Deposit, Dot, VertexTarget } from '../structs.ts';

/** Squares of flat skin side by side, in the plane z = 0, facing +z. */
export interface FlatSquares {
  /** Middles of the squares; y is 0. */
  readonly xMm: readonly number[];
  /** Side of a square, mm. */
  readonly edgeMm: number;
  /** Squares of the mesh along a side: halos are carried by its vertices. */
  readonly cuts: number;
  /** Added to the deposit depth in each square; 0 where it is left out. */
  readonly depthOffsetMm?: readonly number[];
}

/** Bottom of the dermis of flat skin, mm: layers are the mean ones everywhere. */
export const FLAT_BASE_MM = DEFAULT_THICKNESSES_MM.slice(0, -1).reduce((sum, mm) => sum + mm, 0);

/** The skin is the same everywhere. */
const EVEN_TONE: LocalTone = {
  melanin: Array(BAND_COUNT).fill({ slope: 0, bend: 0 }),
  blood: Array(BAND_COUNT).fill({ slope: 0, bend: 0 }),
};

/** A dot that is nothing: far from any skin, where none looks. */
const NOWHERE: Values<typeof Dot.fields> = {
  x: 1e6,
  y: 1e6,
  z: 0,
  rankSq: 0,
  triangle: 0,
  uv: 0,
};

/**
 * Flat skin with dots: the stages from the needle to the light as the head has them, without head
 * and placement.
 */
export class FlatSkin {
  readonly #gpu: Gpu;
  readonly #buffers: Buffers;
  readonly #stages: Awaited<ReturnType<typeof stagesOn>>;
  readonly #needle: DepositStage | undefined;
  readonly #squares: FlatSquares;
  readonly #mesh: { readonly positions: GPUBuffer; readonly triangles: GPUBuffer };
  #count = 0;
  #bare: ArrayLike<number> = [];

  private constructor(
    gpu: Gpu,
    stages: Awaited<ReturnType<typeof stagesOn>>,
    squares: FlatSquares,
    needle?: DepositStage,
  ) {
    this.#gpu = gpu;
    this.#stages = stages;
    this.#needle = needle;
    this.#squares = squares;
    this.#buffers = new Buffers(gpu);
    const mesh = meshOf(squares);
    this.#mesh = {
      positions: this.#buffers.filled('flat.positions', mesh.positionsUm),
      triangles: this.#buffers.filled('flat.triangles', mesh.triangles),
    };
    stages.cover.setMesh(mesh);
  }

  /** Dots that the plan's needle and hand put in. Compiles the kernels; call inside {@link Gpu.checked}. */
  static async byNeedle(
    gpu: Gpu,
    squares: FlatSquares,
    dots: readonly Values<typeof Dot.fields>[],
  ): Promise<FlatSkin> {
    const [stages, needle] = await together([stagesOn(gpu), DepositStage.create(context(gpu))]);
    const skin = new FlatSkin(gpu, stages, squares, needle);
    skin.#connect(dots, dots.length);
    return skin;
  }

  /**
   * Dots whose pigment is given. Compiles the kernels; call inside {@link Gpu.checked}.
   *
   * @param room - Most dots there may be.
   */
  static async byHand(gpu: Gpu, squares: FlatSquares, room: number): Promise<FlatSkin> {
    const skin = new FlatSkin(gpu, await stagesOn(gpu), squares);
    skin.setDots([], [], room);
    return skin;
  }

  /** Dots and what lies in the skin of each; as many at most as there is room for. */
  setDots(
    dots: readonly Values<typeof Dot.fields>[],
    deposits: readonly Values<typeof Deposit.fields>[],
    room = this.#count,
  ): void {
    const left = room - dots.length;
    const rows = [...deposits, ...Array(left).fill(NO_DEPOSIT)];
    this.#connect([...dots, ...Array(left).fill(NOWHERE)], dots.length, this.#rows(Deposit, rows));
  }

  /** Heals and lights the dots under a plan whose one session put all of them in. */
  update(plan: Plan, footprint: DotFootprint, flushedDark: ArrayLike<number>): void {
    const { heal, respond, cover } = this.#stages;
    this.#needle?.setPlan(plan);
    heal.setPlan(plan);
    respond.setPlan(plan, footprint);
    cover.setPlan(coverPlan(plan, footprint, flushedDark));
    this.#bare = footprint.bareReflectance;
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'flat' });
    cover.clear(encoder);
    for (const stage of [...(this.#needle ? [this.#needle] : []), heal, respond, cover]) {
      const pass = encoder.beginComputePass({ label: 'flat' });
      stage.record(pass);
      pass.end();
    }
    this.#gpu.device.queue.submit([encoder.finish()]);
  }

  /** Buffers for a picture. */
  scene(): SceneBuffers {
    const { respond, cover, index } = this.#stages;
    return {
      count: this.#count,
      ...this.#mesh,
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
    this.#needle?.destroy();
    for (const stage of Object.values(this.#stages)) stage.destroy();
    this.#buffers.destroy();
  }

  #rows<F extends Fields>(layout: StructLayout<F>, values: readonly Values<F>[]): GPUBuffer {
    return this.#buffers.filled(`flat.${layout.name}`, layout.packAll(values));
  }

  /** @param placed - So many of them are dots; the rest is nothing. */
  #connect(places: readonly Values<typeof Dot.fields>[], placed: number, given?: GPUBuffer): void {
    const { heal, respond, cover, index } = this.#stages;
    const count = places.length;
    const { positions, triangles } = this.#mesh;
    const dots = this.#rows(Dot, places);
    // Well behind the hairline, at full density.
    const choices = this.#rows(
      Choice,
      places.map((_, i) => ({
        kind: i < placed ? 1 : 0,
        front64: 6400,
        boundary64: 6400,
        fade1024: 1024,
      })),
    );
    const targets = this.#rows(VertexTarget, targetsOn(this.#squares));
    this.#needle?.setDots({ count, dots, choices, triangles, targets, positions });
    const deposits = given ?? this.#needle!.deposits;
    heal.setDots(count, deposits);
    const { healed, bins } = heal;
    respond.setDots({ count, choices, deposits, healed, bins });
    const { responses } = respond;
    cover.setDots({ count, dots, choices, deposits, healed, responses, triangles, targets });
    index.build(dots, count);
    this.#count = count;
  }
}

/** A place in a square, from its middle, mm, as the engine has dots; it must lie inside. */
export function flatDot(
  { xMm, edgeMm, cuts }: FlatSquares,
  square: number,
  x: number,
  y: number,
): Values<typeof Dot.fields> {
  const [u, v] = [x / edgeMm + 0.5, y / edgeMm + 0.5].map((t) => t * cuts) as [number, number];
  const [i, j] = [u, v].map((t) => Math.min(cuts - 1, Math.floor(t))) as [number, number];
  const [s, t] = [u - i, v - j];
  // Each square of the mesh is cut from its second corner to its third.
  const upper = s + t > 1;
  const [b, c] = upper ? [s + t - 1, 1 - s] : [s, t];
  return {
    x: Math.round(1000 * (xMm[square]! + x)),
    y: Math.round(1000 * y),
    z: 0,
    rankSq: 1e6,
    triangle: 2 * (square * cuts ** 2 + j * cuts + i) + (upper ? 1 : 0),
    uv: Math.floor(32767 * b) + 65536 * Math.floor(32767 * c),
  };
}

const NO_DEPOSIT: Values<typeof Deposit.fields> = {
  kind: 0,
  x: 0,
  y: 0,
  z: 0,
  depthMm: 0,
  radiusMm: 0,
  massUg: 0,
  epidermisMm: 0,
  papillaryMm: 0,
  skinBaseMm: 0,
  scar: 0,
};

const context = (gpu: Gpu) => ({ gpu, workgroup: 64 });

async function stagesOn(gpu: Gpu) {
  const [heal, respond, cover, index] = await together([
    HealStage.create(context(gpu)),
    RespondStage.create(context(gpu)),
    CoverStage.create(context(gpu)),
    DotIndex.create(context(gpu)),
  ]);
  return { heal, respond, cover, index };
}

/** The mesh of squares: corner, row by row. */
export function meshOf({ xMm, edgeMm, cuts }: FlatSquares): SurfaceMesh {
  const positionsUm: number[] = [];
  const triangles: number[] = [];
  for (const middleMm of xMm) {
    const first = positionsUm.length / 3;
    for (let j = 0; j <= cuts; j++) {
      for (let i = 0; i <= cuts; i++) {
        const at = (step: number) => Math.round(1000 * edgeMm * (step / cuts - 0.5));
        positionsUm.push(Math.round(1000 * middleMm) + at(i), at(j), 0);
        if (i === cuts || j === cuts) continue;
        const a = first + j * (cuts + 1) + i;
        const b = a + cuts + 1;
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

function targetsOn({
  xMm,
  cuts,
  depthOffsetMm,
}: FlatSquares): Values<typeof VertexTarget.fields>[] {
  const perSquare = (cuts + 1) ** 2;
  const um = (mm: number) => Math.round(1000 * mm);
  return Array.from({ length: xMm.length * perSquare }, (_, vertex) => ({
    boundary64: 6400,
    front64: 6400,
    smp64: 6400,
    hair64: 0,
    bare64: 0,
    depthOffsetUm: um(depthOffsetMm?.[Math.floor(vertex / perSquare)] ?? 0),
    epidermisUm: um(DEFAULT_BOUNDS.epidermisMm),
    papillaryUm: um(DEFAULT_BOUNDS.papillaryMm),
    skinBaseUm: um(FLAT_BASE_MM),
    scar1024: 0,
    melanin1024: 1024,
    blood1024: 1024,
  }));
}
