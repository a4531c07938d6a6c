import { DotworkError } from '../../../base/errors.ts';
import type { Filler, FillJob } from '../fill-job.ts';
import { capacities, Level, levelRows } from '../levels.ts';

/** What `wasm/placement/fill.ts` exports. */
interface FillExports {
  readonly memory: WebAssembly.Memory;
  readonly levels: WebAssembly.Global<'i32'>;
  readonly facets: WebAssembly.Global<'i32'>;
  readonly dots: WebAssembly.Global<'i32'>;
  layOut(
    levels: number,
    facets: number,
    buckets: number,
    dots: number,
    darts: number,
    cells: number,
    blocks: number,
  ): number;
  fill(levels: number, facets: number, seed: number): number;
}

/** Words of a `Dot` struct. */
const DOT_WORDS = 6;

/** Blocks of four places in the dots' grid, a dot: 2.3 on a head, 8 where none shares a cell. */
const BLOCKS_PER_DOT = 3;

/**
 * Fills by WebAssembly where it is called, on one thread: the dots of the kernels, to the bit. Where
 * a list turns out too small it is made larger and the fill repeated.
 */
export const wasmFiller: Filler = async (job) => {
  const module = await fillModule();
  for (let { headroom } = job; ; headroom *= 2) {
    const words = attempt(await WebAssembly.instantiate(module), job, headroom);
    if (words) return words;
  }
};

/** One fill in memory of its own; nothing where a list turned out too small. */
function attempt(
  { exports }: WebAssembly.Instance,
  { facets, rungs, seed }: FillJob,
  headroom: number,
): Uint32Array<ArrayBuffer> | undefined {
  const { memory, ...fill } = exports as unknown as FillExports;
  const { dot, dart, cell, buckets } = capacities(facets, rungs.at(-1)!, headroom);
  const room = [buckets, dot, dart, cell, BLOCKS_PER_DOT * dot] as const;
  if (!room.every(isWord) || !fill.layOut(rungs.length, facets.count, ...room)) {
    throw new DotworkError(
      'gpu-limit',
      'The dots of this head do not fit into memory.',
      'Lower the density or treat a smaller area.',
    );
  }
  levelRows(rungs, facets).forEach((level, i) => {
    new Uint8Array(memory.buffer, fill.levels.value + i * Level.bytes).set(Level.pack(level));
  });
  new Int32Array(memory.buffer, fill.facets.value, facets.packed.length).set(facets.packed);
  const count = fill.fill(rungs.length, facets.count, seed);
  if (count < 0) return undefined;
  return new Uint32Array(memory.buffer, fill.dots.value, DOT_WORDS * count).slice();
}

/** Numbers past 32 bits would arrive as others. */
function isWord(value: number): boolean {
  return value < 2 ** 32;
}

let compiling: Promise<WebAssembly.Module> | undefined;

/** The module shipped with the project, compiled once. */
function fillModule(): Promise<WebAssembly.Module> {
  compiling ??= compile();
  return compiling;
}

async function compile(): Promise<WebAssembly.Module> {
  const { default: url } = await import('./fill.wasm?url&inline');
  const text = atob(url.slice(url.indexOf(',') + 1));
  return WebAssembly.compile(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
}
