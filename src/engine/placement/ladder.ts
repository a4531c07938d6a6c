import { DotworkError } from '../../base/errors.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { Kernel, WORKGROUP } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { KeySort } from '../../gpu/sort.ts';
import type { Timer } from '../../gpu/timing.ts';
import { together } from '../../gpu/together.ts';
import type { DotLadder } from '../handed.ts';
import { Dot } from '../structs.ts';
import { type FillJob, type FillOptions, fillJob } from './fill-job.ts';
import { bucketsFor, capacities, expectedDots, Level, levelRows, turnsFor } from './levels.ts';

const MAX_LEVELS = 64;

const Ladder = struct('Ladder', {
  levels: [Level, MAX_LEVELS],
  seed: 'u32',
  dotCapacity: 'u32',
  dartCapacity: 'u32',
  cellCapacity: 'u32', // of each half of the list of cells
  triangleCount: 'u32',
  keyCapacity: 'u32',
  nodesAt: 'u32', // where the nodes begin in the dots' grid, past the most buckets
});

/** Running totals. */
const Tally = struct('Tally', {
  level: 'u32',
  nextLevel: 'u32',
  turn: 'u32', // of the fill, within a level
  salt: 'u32', // hash of seed, level and turn
  levelStart: 'u32', // dots of all levels before this one
  cells: 'u32', // active cells this turn
  nextCells: 'atomic<u32>', // active cells next turn
  darts: 'atomic<u32>', // darts that hit no earlier dot
  dots: 'atomic<u32>', // accepted so far
  overflow: 'atomic<u32>', // entries that found no room: the run must be repeated larger
});

/** Bytes of a place or of the facts of a dart: four words each. */
const VEC4_BYTES = 16;

interface Kernels {
  readonly enlist: Kernel;
  readonly visit: Kernel;
  readonly settle: Kernel;
  readonly keyDots: Kernel;
  readonly gather: Kernel;
  readonly beginLevel: Kernel;
  readonly afterVisit: Kernel;
  readonly afterTurn: Kernel;
  readonly sort: KeySort;
}

/**
 * Fills the skin with ranked blue-noise dots: rung by rung, each rung maximal around the dots of
 * the rungs before. The set depends on mesh, seed and radius alone, to the bit.
 */
export class LadderFill {
  readonly #gpu: Gpu;
  readonly #kernels: Kernels;
  readonly #options: FillOptions;

  private constructor(gpu: Gpu, kernels: Kernels, options: FillOptions) {
    this.#gpu = gpu;
    this.#kernels = kernels;
    this.#options = options;
  }

  /** Compiles the kernels; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, options: FillOptions = {}): Promise<LadderFill> {
    const WORKGROUP_SIZE = options.workgroup ?? WORKGROUP;
    const make = (name: string, entryPoint = 'main') =>
      Kernel.create(gpu, `placement/${name}`, {
        entryPoint,
        constants: { WORKGROUP: WORKGROUP_SIZE },
      });
    const [enlist, visit, settle, keyDots, gather, beginLevel, afterVisit, afterTurn, sort] =
      await together([
        make('enlist-dots'),
        make('visit-cells'),
        make('settle-darts'),
        make('order-dots', 'keyDots'),
        make('order-dots', 'gather'),
        make('advance', 'beginLevel'),
        make('advance', 'afterVisit'),
        make('advance', 'afterTurn'),
        KeySort.create(gpu, WORKGROUP_SIZE),
      ]);
    const passes = { enlist, visit, settle, beginLevel, afterVisit, afterTurn };
    return new LadderFill(gpu, { ...passes, keyDots, gather, sort }, options);
  }

  /**
   * Fills down to at most `radiusUm`. Where a list turns out too small it is made larger and the
   * fill repeated, so no dot is ever silently missing. Reads ten words back.
   */
  async run(
    mesh: { positionsUm: Int32Array; triangles: Uint32Array },
    treated: Uint8Array,
    seed: number,
    radiusUm: number,
    timer?: Timer,
  ): Promise<DotLadder> {
    return this.fill(fillJob(mesh, treated, seed, radiusUm, this.#options), timer);
  }

  /** Does a job that was laid out before. */
  async fill(job: FillJob, timer?: Timer): Promise<DotLadder> {
    let { headroom } = job;
    for (let attempt = 0; attempt < 12; attempt++) {
      const ladder = await this.#attempt(job, headroom, timer);
      if (ladder) return ladder;
      headroom *= 2;
    }
    throw new DotworkError('gpu-limit', 'The dots of this head do not fit the memory of this GPU.');
  }

  /** One fill; nothing where a list turned out too small. */
  async #attempt(
    { facets, seed, rungs }: FillJob,
    headroom: number,
    timer: Timer | undefined,
  ): Promise<DotLadder | undefined> {
    const gpu = this.#gpu;
    const finest = rungs.at(-1)!;
    const capacity = capacities(facets, finest, headroom);
    const { buckets } = capacity;
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
        dotCapacity: capacity.dot,
        dartCapacity: capacity.dart,
        cellCapacity: capacity.cell,
        triangleCount: facets.count,
        keyCapacity,
        nodesAt: buckets,
        levels: levelRows(rungs, facets),
      });
      const ladder = make('ladder', uniforms, GPUBufferUsage.UNIFORM);
      const tally = make('tally', Tally.bytes);
      const args = make('args', 64, GPUBufferUsage.STORAGE | GPUBufferUsage.INDIRECT);
      const facetBuffer = make('facets', facets.packed);
      const cells = make('cells', 2 * 8 * capacity.cell);
      const dotPlaces = make('dotPlaces', VEC4_BYTES * capacity.dot);
      const dotFacts = make('dotFacts', 8 * capacity.dot);
      const dotGrid = make('dotGrid', 4 * (buckets + 8 * capacity.dot));
      const dartPlaces = make('dartPlaces', VEC4_BYTES * capacity.dart);
      const dartFacts = make('dartFacts', VEC4_BYTES * capacity.dart);
      const dartHeads = make('dartHeads', 4 * buckets);

      const k = this.#kernels;
      const darts = { dartPlaces, dartFacts, dartHeads };
      const enlisted = k.enlist.bind({ ladder, tally, dotPlaces, dotGrid });
      const visited = k.visit.bind({
        ...{ ladder, tally, facets: facetBuffer, cells, dotPlaces, dotGrid },
        ...darts,
      });
      const settled = k.settle.bind({ ladder, tally, ...darts, dotPlaces, dotFacts, dotGrid });
      const step = k.beginLevel.bind({ ladder, tally, args });

      const encoder = gpu.device.createCommandEncoder({ label: 'placement' });
      rungs.forEach((rungUm, level) => {
        const headBytes = 4 * bucketsFor(expectedDots(facets, rungUm));
        const turns = turnsFor(level, facets.longestEdgeUm);
        encoder.clearBuffer(dotGrid, 0, headBytes);
        for (let turn = 0; turn < turns; turn++) {
          encoder.clearBuffer(dartHeads, 0, headBytes);
          const begins = level === 0 && turn === 0;
          const ends = level === rungs.length - 1 && turn === turns - 1;
          const pass = encoder.beginComputePass({
            label: 'placement.turn',
            ...(begins && timer?.writes('placement', 'begin')),
            ...(ends && timer?.writes('placement', 'end')),
          });
          if (turn === 0) {
            k.beginLevel.dispatch(pass, step, 1);
            k.enlist.dispatchIndirect(pass, enlisted, args, 24);
          }
          k.visit.dispatchIndirect(pass, visited, args, 0);
          k.afterVisit.dispatch(pass, step, 1);
          k.settle.dispatchIndirect(pass, settled, args, 12);
          k.afterTurn.dispatch(pass, step, 1);
          pass.end();
        }
      });
      gpu.device.queue.submit([encoder.finish()]);

      const words = new Uint32Array(await gpu.read(tally, Tally.bytes));
      const at = (field: keyof typeof Tally.fields) => words[Tally.offsets[field] / 4]!;
      if (at('overflow') > 0) return undefined;
      const found = { ladder, tally, facets: facetBuffer, dotPlaces, dotFacts };
      const dots = this.#order(found, at('dots'), keyCapacity, timer);
      return { dots, count: at('dots'), radiusUm: finest };
    } finally {
      for (const buffer of owned) gpu.free(buffer);
    }
  }

  /** Sorts the dots by rank and place into a buffer of their own. */
  #order(
    from: Readonly<Record<'ladder' | 'tally' | 'facets' | 'dotPlaces' | 'dotFacts', GPUBuffer>>,
    count: number,
    keyCapacity: number,
    timer: Timer | undefined,
  ): GPUBuffer {
    const { device } = this.#gpu;
    const { keyDots, gather, sort } = this.#kernels;
    const keys = this.#gpu.buffer('placement.keys', 16 * keyCapacity);
    const ordered = this.#gpu.buffer('placement.dots', Dot.bytes * count);
    const group = keyDots.bind({ ...from, keys, dots: ordered });
    const record = (kernel: Kernel, items: number, edge: 'begin' | 'end') => {
      const encoder = device.createCommandEncoder({ label: 'placement.order' });
      const pass = encoder.beginComputePass({
        label: 'placement.order',
        ...timer?.writes('placement', edge, 'order'),
      });
      kernel.dispatch(pass, group, items);
      pass.end();
      device.queue.submit([encoder.finish()]);
    };
    record(keyDots, keyCapacity, 'begin');
    sort.run(keys, KeySort.capacity(count));
    record(gather, count, 'end');
    this.#gpu.free(keys);
    return ordered;
  }
}
