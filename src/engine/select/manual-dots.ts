import type { Vec3 } from '../../base/vec3.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { together } from '../../gpu/together.ts';
import type { Plan } from '../../plan/schema.ts';
import { type Anchor, anchorPlaceUm } from '../../surface/anchor.ts';
import type { SurfaceMesh } from '../../surface/surface-mesh.ts';
import type { DotGrid, DotLadder } from '../handed.ts';
import { Buffers, lateKernel, type StageContext } from '../host.ts';
import { Dot } from '../structs.ts';

const ManualSpec = struct('ManualSpec', {
  ladderCount: 'u32', // dots put in follow those of the ladder
  addedCount: 'u32',
  entryCount: 'u32',
  bucketMask: 'u32',
  eraseUm: 'u32', // a dot planned within this of a place to take out is not drawn
  crowdUm: 'u32', // a dot put in within this of another counts as crowded
});

const ManualEntry = struct('ManualEntry', {
  x: 'i32', // micrometres, head frame
  y: 'i32',
  z: 'i32',
  session: 'u32', // of a dot put in
});

/**
 * A dot planned within this of an erased place is not drawn, µm. The densest dots stand 0.4 mm
 * apart, so the place of one dot never takes its neighbour along.
 */
export const ERASE_UM = 200;

/** A dot by hand nearer than this to another is remarked on, µm: two healed dots (assumed). */
export const CROWD_UM = 400;

/** Room for dots by hand grows in these steps, doubling: it follows from their number alone. */
const FIRST_ROOM = 64;

/** What {@link ManualDots.setPlan} changed. */
export interface ManualChange {
  /** Dots by hand came, went or moved. */
  readonly places: boolean;
  /** Buffers of dots have another size, so all stages must be bound again. */
  readonly room: boolean;
}

/**
 * Host side of `shaders/select/manual-dots.wgsl`: single dots erased, added and moved by hand.
 * Those put in follow the ladder's in one buffer, which all later stages read like the others.
 */
export class ManualDots {
  readonly #gpu: Gpu;
  readonly #decide: Kernel;
  readonly #crowd: Kernel;
  readonly #buffers: Buffers;
  #ladder: DotLadder | undefined;
  #group: GPUBindGroup | undefined;
  #places = '';
  #room = 0;
  #added = 0;
  #entries = 0;

  private constructor(gpu: Gpu, decide: Kernel, crowd: Kernel) {
    this.#gpu = gpu;
    this.#decide = decide;
    this.#crowd = crowd;
    this.#buffers = new Buffers(gpu);
  }

  static async create(context: StageContext): Promise<ManualDots> {
    const kernel = (entryPoint: string) => lateKernel(context, 'select/manual-dots', entryPoint);
    const [decide, crowd] = await together([kernel('decide'), kernel('crowd')]);
    return new ManualDots(context.gpu, decide, crowd);
  }

  /** The ladder's dots, those put in by hand, and empty room behind them that ranks nowhere. */
  get dots(): DotLadder {
    const ladder = this.#ladder!;
    if (this.#room === 0) return ladder;
    const count = ladder.count + this.#room;
    return { ...ladder, dots: this.#buffers.sized('select.allDots', Dot.bytes * count), count };
  }

  /** Dots of the ladder and by hand, without the empty room. */
  get used(): number {
    return this.#ladder!.count + this.#added;
  }

  /** Dots of the ladder alone. */
  get ladderCount(): number {
    return this.#ladder!.count;
  }

  /**
   * Puts the plan's dots behind those of the ladder. Throws a `plan` error, and changes nothing,
   * where the head lacks a triangle they name.
   */
  setPlan(ladder: DotLadder, { manual, sessions }: Plan, mesh: SurfaceMesh): ManualChange {
    const session = (of: { session: number }) => Math.min(of.session, sessions.length);
    const entry = ([x, y, z]: Vec3, of: number) => ({ x, y, z, session: of });
    const place = (point: Anchor, name: string) => anchorPlaceUm(mesh, point, `manual.${name}`);
    const put = [
      ...manual.added.map((dot, i) => ({ ...dot, name: `added.${i}.at` })),
      ...manual.moved.map((dot, i) => ({ ...dot, at: dot.to, name: `moved.${i}.to` })),
    ].map((dot) => ({ ...dot, placeUm: place(dot.at, dot.name) }));
    const taken = [
      ...manual.erased.map((point, i) => place(point, `erased.${i}`)),
      ...manual.moved.map(({ from }, i) => place(from, `moved.${i}.from`)),
    ];
    const entries = [
      ...put.map((dot) => entry(dot.placeUm, session(dot))),
      ...taken.map((placeUm) => entry(placeUm, 0)),
    ];
    if (entries.length > 0) {
      this.#buffers.filled('select.manual', ManualEntry.packAll(entries));
    }
    this.#entries = entries.length;
    return this.#setDots(ladder, put);
  }

  /** Binds the kernels; call after the index was built or the stages were connected. */
  connect(choices: GPUBuffer, { starts, order, bucketMask }: DotGrid): void {
    if (this.#entries === 0) return;
    const { dots } = this.dots;
    const spec = this.#buffers.uniform(
      'select.manualSpec',
      ManualSpec.pack({
        ladderCount: this.ladderCount,
        addedCount: this.#added,
        entryCount: this.#entries,
        bucketMask,
        eraseUm: ERASE_UM,
        crowdUm: CROWD_UM,
      }),
    );
    const entries = this.#buffers.sized('select.manual', ManualEntry.bytes * this.#entries);
    const crowded = this.#buffers.sized('select.crowded', 4);
    this.#group = this.#decide.bind({ spec, entries, dots, starts, order, choices, crowded });
  }

  /** Clears what is counted; must come before the pass that {@link record} writes into. */
  clear(encoder: GPUCommandEncoder): void {
    if (this.#added > 0) encoder.clearBuffer(this.#buffers.sized('select.crowded', 4));
  }

  record(pass: GPUComputePassEncoder): void {
    if (this.#entries === 0) return;
    this.#decide.dispatch(pass, this.#group!, this.#entries);
    this.#crowd.dispatch(pass, this.#group!, this.#added);
  }

  /** Dots by hand that stand within {@link CROWD_UM} of another dot; reads one word back. */
  async crowded(): Promise<number> {
    if (this.#added === 0) return 0;
    const buffer = this.#buffers.sized('select.crowded', 4);
    return new Uint32Array(await this.#gpu.read(buffer, 4))[0]!;
  }

  destroy(): void {
    this.#buffers.destroy();
    this.#ladder = undefined;
    this.#group = undefined;
    this.#places = '';
    this.#room = this.#added = this.#entries = 0;
  }

  #setDots(
    ladder: DotLadder,
    put: readonly { readonly at: Anchor; readonly placeUm: Vec3 }[],
  ): ManualChange {
    const places = JSON.stringify(put.map(({ at, placeUm }) => [at, placeUm]));
    const refilled = ladder !== this.#ladder;
    const room = roomFor(put.length);
    const resized = refilled || room !== this.#room;
    const changed = refilled || places !== this.#places;
    this.#ladder = ladder;
    this.#places = places;
    this.#room = room;
    this.#added = put.length;
    if (room > 0 && changed) this.#write(put, resized);
    if (room === 0) this.#buffers.drop('select.allDots');
    return { places: changed, room: resized };
  }

  /** Writes dots by hand, and nothing into the room behind them. */
  #write(
    put: readonly { readonly at: Anchor; readonly placeUm: Vec3 }[],
    withLadder: boolean,
  ): void {
    const { count, dots: from } = this.#ladder!;
    const { dots } = this.dots;
    const { device } = this.#gpu;
    if (withLadder && count > 0) {
      const encoder = device.createCommandEncoder({ label: 'select.manual' });
      encoder.copyBufferToBuffer(from, 0, dots, 0, Dot.bytes * count);
      device.queue.submit([encoder.finish()]);
    }
    const tail = new Uint8Array(Dot.bytes * this.#room);
    put.forEach(({ at: { triangle, b, c }, placeUm: [x, y, z] }, i) => {
      tail.set(Dot.pack({ x, y, z, rankSq: 0, triangle, uv: b + 65536 * c }), Dot.bytes * i);
    });
    this.#gpu.write(dots, tail, Dot.bytes * count);
  }
}

function roomFor(count: number): number {
  return count === 0 ? 0 : FIRST_ROOM * 2 ** Math.ceil(Math.log2(Math.max(1, count / FIRST_ROOM)));
}
