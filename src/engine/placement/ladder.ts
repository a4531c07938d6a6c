import { DotworkError } from '../../base/errors.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { Kernel, WORKGROUP } from '../../gpu/kernel.ts';
import { struct, type Values } from '../../gpu/layout.ts';
import { KeySort } from '../../gpu/sort.ts';
import type { Timer } from '../../gpu/timing.ts';
import { together } from '../../gpu/together.ts';
import type { DotLadder } from '../handed.ts';
import { Dot } from '../structs.ts';
import { type Facets, facetsOf } from './facets.ts';
import { densityAtRadius, RUNG_RADII_UM, SATURATED_DOTS } from './radii.ts';

const MAX_LEVELS = 64;

/** One rung: dots of it keep their radius from each other and from all earlier dots. */
const Level = struct('Level', {
  radiusUm: 'u32', // smallest distance within the level
  ceilingUm: 'u32', // radius of the level before; no dot of this level ranks as high
  bucketMask: 'u32', // buckets - 1 of either hash grid
  ripeAt: 'u32', // turn by which no cell is too large to be looked at
});

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

/** How the fill is run; but for `rungs`, answers never depend on any of it. */
export interface FillOptions {
  readonly workgroup?: number;
  /** Capacity as a multiple of what is expected; tests start far too small. */
  readonly headroom?: number;
  /** More dots than this are refused before any work: later stages could not hold them. */
  readonly mostDots?: number;
  /** Radii to fill, µm, coarse to fine; the ladder of `radii.ts` unless told otherwise. */
  readonly rungs?: (radiusUm: number) => readonly number[];
}

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
  readonly #options: Required<Omit<FillOptions, 'workgroup'>>;

  private constructor(gpu: Gpu, kernels: Kernels, options: FillOptions) {
    this.#gpu = gpu;
    this.#kernels = kernels;
    this.#options = {
      headroom: 1,
      mostDots: Number.POSITIVE_INFINITY,
      rungs: rungsDownTo,
      ...options,
    };
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
    const facets = facetsOf(mesh, treated);
    const rungs = this.#options.rungs(radiusUm);
    const expected = (densityAtRadius(rungs.at(-1)!) * facets.areaUm2) / 1e8;
    if (expected > this.#options.mostDots) {
      throw new DotworkError(
        'gpu-limit',
        `At the densest place asked for, this head holds ${Math.round(expected)} dots; this GPU can take ${this.#options.mostDots}.`,
        'Lower density.dotsPerCm2, or the densityScale of zones.',
      );
    }
    let headroom = this.#options.headroom;
    for (let attempt = 0; attempt < 12; attempt++) {
      const ladder = await this.#attempt(facets, seed, rungs, headroom, timer);
      if (ladder) return ladder;
      headroom *= 2;
    }
    throw new DotworkError('gpu-limit', 'The dots of this head do not fit the memory of this GPU.');
  }

  /** One fill; nothing where a list turned out too small. */
  async #attempt(
    facets: Facets,
    seed: number,
    rungs: readonly number[],
    headroom: number,
    timer: Timer | undefined,
  ): Promise<DotLadder | undefined> {
    const gpu = this.#gpu;
    const finest = rungs.at(-1)!;
    const expected = expectedDots(facets, finest);
    const capacity = {
      dot: Math.ceil(1.1 * expected * headroom),
      dart: Math.ceil(2.2 * expected * headroom),
      cell: Math.ceil((4 * expected + 4 * facets.count) * headroom),
    };
    const buckets = bucketsFor(expected);
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
        levels: levelTable(rungs, facets),
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
            ...(begins && timestamps(timer, 'begin')),
            ...(ends && timestamps(timer, 'end')),
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
      const dots = this.#order(found, at('dots'), keyCapacity);
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

/** Dots of a saturated set of that radius, and some to spare for small heads. */
function expectedDots(facets: Facets, radiusUm: number): number {
  return Math.ceil((SATURATED_DOTS * facets.areaUm2) / radiusUm ** 2) + 1000;
}

/** Two buckets a dot: eight nodes a dot share fewer cells than dots. */
function bucketsFor(dots: number): number {
  return 2 ** Math.ceil(Math.log2(2 * dots));
}

function levelTable(rungs: readonly number[], facets: Facets): Values<typeof Level.fields>[] {
  return rungs.map((radiusUm, i) => ({
    radiusUm,
    // On the first level all dots rank the same: there is none to be nearer to.
    ceilingUm: i === 0 ? radiusUm + 1 : rungs[i - 1]!,
    bucketMask: bucketsFor(expectedDots(facets, radiusUm)) - 1,
    ripeAt: ripeAt(radiusUm, facets.longestEdgeUm),
  }));
}

/** Halvings after which no cell is wider than four radii: larger ones are only divided. */
function ripeAt(radiusUm: number, longestEdgeUm: number): number {
  let turn = 0;
  while (longestEdgeUm >> turn > 4 * radiusUm) turn++;
  return turn;
}

/**
 * Turns until every open cell has shrunk to the lattice: halvings, and on the first level three
 * turns of waiting. Constants as in `visit-cells`.
 */
function turnsFor(level: number, longestEdgeUm: number): number {
  let deepest = 0;
  while (deepest < 14 && longestEdgeUm >> deepest >= 8) deepest++;
  return (level === 0 ? 3 : 0) + deepest + 1;
}
