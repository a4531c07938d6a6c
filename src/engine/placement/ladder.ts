import { DotworkError } from '../../base/errors.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { Kernel, WORKGROUP } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { KeySort } from '../../gpu/sort.ts';
import type { Timer } from '../../gpu/timing.ts';
import { type Facets, facetsOf } from './facets.ts';
import { densityAtRadius, RUNG_RADII_UM, SATURATED_DOTS } from './radii.ts';

const MAX_LEVELS = 64;

const Ladder = struct('Ladder', {
  seed: 'u32',
  bucketMask: 'u32',
  dotCapacity: 'u32',
  dartCapacity: 'u32',
  cellCapacity: 'u32',
  triangleCount: 'u32',
  keyCapacity: 'u32',
  spare: 'u32',
  levels: ['u32', 4 * MAX_LEVELS],
});

const Tally = struct('Tally', {
  level: 'u32',
  turn: 'u32',
  levelStart: 'u32',
  cells: 'u32',
  nextCells: 'u32',
  darts: 'u32',
  dots: 'u32',
  overflow: 'u32',
  undecided: 'u32',
});

/** Bytes of a place or of the facts of a dart: four words each. */
const VEC4_BYTES = 16;

/** One possible dot: place in µm, squared rank in µm², mesh triangle and barycentrics. */
export const Dot = struct('Dot', {
  x: 'i32',
  y: 'i32',
  z: 'i32',
  rankSq: 'u32',
  triangle: 'u32',
  uv: 'u32',
});

/** Every dot a head can have down to a radius, best rank first. */
export interface DotLadder {
  /** `Dot` structs in order of rank. */
  readonly dots: GPUBuffer;
  readonly count: number;
  /** Smallest radius that was filled, µm: denser than this the ladder cannot answer. */
  readonly radiusUm: number;
}

/** How the fill is run; answers never depend on any of it. */
export interface FillOptions {
  readonly workgroup?: number;
  /** Capacity as a multiple of what is expected; tests start far too small. */
  readonly headroom?: number;
  /** Conflict rounds a turn. */
  readonly rounds?: number;
  /** More dots than this are refused before any work: later stages could not hold them. */
  readonly mostDots?: number;
}

interface Kernels {
  readonly open: Kernel;
  readonly hash: Kernel;
  readonly throwDarts: Kernel;
  readonly settle: Kernel;
  readonly commit: Kernel;
  readonly refine: Kernel;
  readonly clearance: Kernel;
  readonly rank: Kernel;
  readonly keyDots: Kernel;
  readonly gather: Kernel;
  readonly begin: Kernel;
  readonly afterThrow: Kernel;
  readonly afterTurn: Kernel;
  readonly endTurns: Kernel;
  readonly endLevel: Kernel;
  readonly sort: KeySort;
}

/**
 * Fills the skin with ranked blue-noise dots: rung by rung, each rung maximal around the dots of
 * the rungs before. The set depends on mesh, seed and radius alone, to the bit.
 */
export class LadderFill {
  readonly #gpu: Gpu;
  readonly #kernels: Kernels;
  readonly #headroom: number;
  readonly #rounds: number;
  readonly #mostDots: number;

  private constructor(gpu: Gpu, kernels: Kernels, options: FillOptions) {
    this.#gpu = gpu;
    this.#kernels = kernels;
    this.#headroom = options.headroom ?? 1;
    this.#rounds = options.rounds ?? 8;
    this.#mostDots = options.mostDots ?? Number.POSITIVE_INFINITY;
  }

  /** Compiles the kernels; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, options: FillOptions = {}): Promise<LadderFill> {
    const WORKGROUP_SIZE = options.workgroup ?? WORKGROUP;
    const make = (name: string, entryPoint = 'main') =>
      Kernel.create(gpu, `placement/${name}`, {
        entryPoint,
        constants: { WORKGROUP: WORKGROUP_SIZE },
      });
    const kernels: Kernels = {
      open: await make('open-cells'),
      hash: await make('hash-dots'),
      throwDarts: await make('throw-darts'),
      settle: await make('settle-darts'),
      commit: await make('commit-dots'),
      refine: await make('refine-cells'),
      clearance: await make('rank-dots', 'clearance'),
      rank: await make('rank-dots', 'rank'),
      keyDots: await make('order-dots', 'keyDots'),
      gather: await make('order-dots', 'gather'),
      begin: await make('advance', 'beginLevel'),
      afterThrow: await make('advance', 'afterThrow'),
      afterTurn: await make('advance', 'afterTurn'),
      endTurns: await make('advance', 'endTurns'),
      endLevel: await make('advance', 'endLevel'),
      sort: await KeySort.create(gpu, WORKGROUP_SIZE),
    };
    return new LadderFill(gpu, kernels, options);
  }

  /**
   * Fills down to at most `radiusUm`. Where a list turns out too small it is made larger and the
   * fill repeated, so no dot is ever silently missing. Reads nine words back.
   */
  async run(
    mesh: { positionsUm: Int32Array; triangles: Uint32Array },
    treated: Uint8Array,
    seed: number,
    radiusUm: number,
    timer?: Timer,
  ): Promise<DotLadder> {
    const facets = facetsOf(mesh, treated);
    const rungs = rungsDownTo(radiusUm);
    const expected = (densityAtRadius(rungs.at(-1)!) * facets.areaUm2) / 1e8;
    if (expected > this.#mostDots) {
      throw new DotworkError(
        'gpu-limit',
        `At the densest place asked for, this head holds ${Math.round(expected)} dots; this GPU can take ${this.#mostDots}.`,
        'Lower density.dotsPerCm2, or the densityScale of zones.',
      );
    }
    let headroom = this.#headroom;
    let rounds = this.#rounds;
    for (let attempt = 0; attempt < 12; attempt++) {
      const { tally, ladder } = await this.#attempt(facets, seed, rungs, headroom, rounds, timer);
      if (tally.overflow === 0 && tally.undecided === 0) return ladder;
      this.#gpu.free(ladder.dots);
      if (tally.overflow > 0) headroom *= 2;
      if (tally.undecided > 0) rounds *= 2;
    }
    throw new DotworkError('gpu-limit', 'The dots of this head do not fit the memory of this GPU.');
  }

  async #attempt(
    facets: Facets,
    seed: number,
    rungs: readonly number[],
    headroom: number,
    rounds: number,
    timer: Timer | undefined,
  ): Promise<{ tally: { overflow: number; undecided: number }; ladder: DotLadder }> {
    const gpu = this.#gpu;
    const finest = rungs.at(-1)!;
    const expected = Math.ceil((SATURATED_DOTS * facets.areaUm2) / finest ** 2) + 1000;
    const capacity = {
      dot: Math.ceil(1.1 * expected * headroom),
      dart: Math.ceil(2.2 * expected * headroom),
      // Never fewer than facets: those open a level without being counted.
      cell: Math.max(facets.count, Math.ceil((4 * expected + 3 * facets.count) * headroom)),
    };
    // Four buckets a dot: walks then meet few dots of other cells.
    const buckets = 2 ** Math.ceil(Math.log2(Math.max(1024, 4 * expected)));
    const keyCapacity = KeySort.capacity(capacity.dot);
    const owned: GPUBuffer[] = [];
    const make = (
      label: string,
      content: number | ArrayBufferView,
      usage?: GPUBufferUsageFlags,
    ) => {
      const buffer = gpu.buffer(`placement.${label}`, content, usage);
      owned.push(buffer);
      return buffer;
    };
    try {
      const uniforms = Ladder.pack({
        seed,
        bucketMask: buckets - 1,
        dotCapacity: capacity.dot,
        dartCapacity: capacity.dart,
        cellCapacity: capacity.cell,
        triangleCount: facets.count,
        keyCapacity,
        spare: 0,
        levels: levelTable(rungs),
      });
      const ladder = make('ladder', uniforms, GPUBufferUsage.UNIFORM);
      const tally = make('tally', Tally.bytes);
      const args = make('args', 64, GPUBufferUsage.STORAGE | GPUBufferUsage.INDIRECT);
      const facetBuffer = make('facets', facets.packed);
      const cells = [make('cellsA', 8 * capacity.cell), make('cellsB', 8 * capacity.cell)] as const;
      const dotPlaces = make('dotPlaces', VEC4_BYTES * capacity.dot);
      const dotFacts = make('dotFacts', VEC4_BYTES * capacity.dot);
      const dotHeads = make('dotHeads', 4 * buckets);
      const dartPlaces = make('dartPlaces', VEC4_BYTES * capacity.dart);
      const dartFacts = make('dartFacts', VEC4_BYTES * capacity.dart);
      const dartHeads = make('dartHeads', 4 * buckets);
      const states = make('states', 4 * capacity.dart);

      const k = this.#kernels;
      const both = (bind: (now: GPUBuffer, later: GPUBuffer) => GPUBindGroup) =>
        [bind(cells[0], cells[1]), bind(cells[1], cells[0])] as const;
      const grid = { ladder, tally, dotPlaces, dotHeads };
      const thrownDarts = { dartPlaces, dartFacts, dartHeads };
      const opened = k.open.bind({ ladder, cells: cells[0] });
      const hashed = k.hash.bind(grid);
      const thrown = both((now) =>
        k.throwDarts.bind({ ...grid, ...thrownDarts, facets: facetBuffer, cells: now }),
      );
      const settled = k.settle.bind({ ladder, tally, ...thrownDarts, states });
      const committed = k.commit.bind({ ...grid, ...thrownDarts, dotFacts, states });
      const refined = both((now, later) =>
        k.refine.bind({ ...grid, facets: facetBuffer, cells: now, nextCells: later }),
      );
      const ranked = k.rank.bind({ ...grid, dotFacts });
      const step = k.begin.bind({ ladder, tally, args });

      const encoder = gpu.device.createCommandEncoder({ label: 'placement' });
      rungs.forEach((rungUm, level) => {
        encoder.clearBuffer(dotHeads);
        const opening = encoder.beginComputePass({
          label: 'placement.open',
          ...(level === 0 && timestamps(timer, 'begin')),
        });
        k.begin.dispatch(opening, step, 1);
        k.open.dispatchIndirect(opening, opened, args, 36);
        k.hash.dispatchIndirect(opening, hashed, args, 24);
        opening.end();
        for (let turn = 0; turn < turnsFor(rungUm, facets.longestEdgeUm); turn++) {
          const now = (turn % 2) as 0 | 1;
          encoder.clearBuffer(dartHeads);
          const pass = encoder.beginComputePass({ label: 'placement.turn' });
          k.throwDarts.dispatchIndirect(pass, thrown[now], args, 0);
          k.afterThrow.dispatch(pass, step, 1);
          for (let round = 0; round < rounds; round++) {
            k.settle.dispatchIndirect(pass, settled, args, 12);
          }
          k.commit.dispatchIndirect(pass, committed, args, 12);
          k.refine.dispatchIndirect(pass, refined[now], args, 0);
          k.afterTurn.dispatch(pass, step, 1);
          pass.end();
        }
        const closing = encoder.beginComputePass({
          label: 'placement.rank',
          ...(level === rungs.length - 1 && timestamps(timer, 'end')),
        });
        k.endTurns.dispatch(closing, step, 1);
        k.clearance.dispatchIndirect(closing, ranked, args, 24);
        k.rank.dispatchIndirect(closing, ranked, args, 24);
        k.endLevel.dispatch(closing, step, 1);
        closing.end();
      });
      gpu.device.queue.submit([encoder.finish()]);

      const words = new Uint32Array(await gpu.read(tally, Tally.bytes));
      const at = (field: keyof typeof Tally.fields) => words[Tally.offsets[field] / 4]!;
      const overflow = at('overflow');
      const count = Math.min(at('dots'), capacity.dot);
      const ordered =
        overflow || at('undecided')
          ? gpu.buffer('placement.dots', 16)
          : this.#order(
              { ladder, tally, facets: facetBuffer, dotPlaces, dotFacts },
              count,
              keyCapacity,
            );
      return {
        tally: { overflow, undecided: at('undecided') },
        ladder: { dots: ordered, count, radiusUm: finest },
      };
    } finally {
      for (const buffer of owned) gpu.free(buffer);
    }
  }

  /** Sorts the dots by rank and place into a buffer of their own. */
  #order(
    from: Readonly<Record<'ladder' | 'tally' | 'facets' | 'dotPlaces' | 'dotFacts', GPUBuffer>>,
    count: number,
    keyCapacity: number,
  ): GPUBuffer {
    const { device } = this.#gpu;
    const { keyDots, gather, sort } = this.#kernels;
    const keys = this.#gpu.buffer('placement.keys', 16 * keyCapacity);
    const ordered = this.#gpu.buffer('placement.dots', Dot.bytes * count);
    const group = keyDots.bind({ ...from, keys, dots: ordered });
    const record = (kernel: Kernel, items: number) => {
      const encoder = device.createCommandEncoder({ label: 'placement.order' });
      const pass = encoder.beginComputePass({ label: 'placement.order' });
      kernel.dispatch(pass, group, items);
      pass.end();
      device.queue.submit([encoder.finish()]);
    };
    record(keyDots, keyCapacity);
    sort.run(keys, KeySort.capacity(count));
    record(gather, count);
    this.#gpu.free(keys);
    return ordered;
  }
}

function timestamps(timer: Timer | undefined, edge: 'begin' | 'end') {
  const writes = timer?.writes('placement', edge);
  return writes ? { timestampWrites: writes } : {};
}

/** Rungs from the first down to the first that is no larger than `radiusUm`. */
function rungsDownTo(radiusUm: number): readonly number[] {
  const last = RUNG_RADII_UM.findIndex((rung) => rung <= radiusUm);
  if (last < 0) {
    throw new DotworkError(
      'plan',
      `Dots ${(radiusUm / 1000).toFixed(2)} mm apart are closer than the ${(RUNG_RADII_UM.at(-1)! / 1000).toFixed(2)} mm this simulator places.`,
      'Lower the density.',
    );
  }
  return RUNG_RADII_UM.slice(0, last + 1);
}

function levelTable(rungs: readonly number[]): Uint32Array {
  const table = new Uint32Array(4 * MAX_LEVELS);
  rungs.forEach((radius, i) => {
    const ceiling = i === 0 ? Math.floor(radius * 1.19) : rungs[i - 1]!;
    table.set([radius, radius * radius, ceiling, ceiling * ceiling], 4 * i);
  });
  return table;
}

/**
 * Turns until every open cell has shrunk to the lattice: halvings down to a quarter of the radius
 * (or the six waiting turns), then halvings from there to 4 µm. Constants as in `refine-cells`.
 */
function turnsFor(radiusUm: number, longestEdgeUm: number): number {
  const waiting = Math.max(6, Math.ceil(Math.log2(longestEdgeUm / (radiusUm / 4))));
  const start = Math.min(longestEdgeUm, radiusUm / 4);
  return waiting + Math.max(1, Math.ceil(Math.log2(start / 4))) + 1;
}
