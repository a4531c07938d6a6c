// lists: where everything lies in memory. The host says how much room there is, and runs the fill
// again with more where that was too little.

import { Cell, Dart, Dot, Facet, Level } from './ladder';

/** Bytes of a block of the dots' grid; see dot-grid. */
export const BLOCK_BYTES: u32 = 64;

/** Values of 16 bits: what the dots are ordered by at a time. */
export const DIGITS: u32 = 65536;

export let levels: usize = 0;
export let facets: usize = 0;
export let dots: usize = 0;
/** Where they are put while they are ordered, and a number for each digit. */
export let spareDots: usize = 0;
export let digits: usize = 0;
export let darts: usize = 0;
/** Heads of chains, a bucket each; 0 is an empty one. */
export let dartHeads: usize = 0;
export let dotHeads: usize = 0;
export let blocks: usize = 0;
/** The cells of this turn and those of the next. */
export let cells: usize = 0;
export let nextCells: usize = 0;

export let dotCapacity: u32 = 0;
export let dartCapacity: u32 = 0;
export let cellCapacity: u32 = 0;
export let blockCapacity: u32 = 0;

const PAGE_BYTES: u64 = 65536;
const MOST_PAGES: u64 = 65536;

let end: u64 = 0;

/** Lays everything out. False where there is not so much memory. */
export function layOut(
  levelCount: u32,
  facetCount: u32,
  buckets: u32,
  dotRoom: u32,
  dartRoom: u32,
  cellRoom: u32,
  blockRoom: u32,
): bool {
  dotCapacity = dotRoom;
  dartCapacity = dartRoom;
  cellCapacity = cellRoom;
  blockCapacity = blockRoom;
  end = __heap_base;
  levels = take(levelCount, offsetof<Level>());
  facets = take(facetCount, offsetof<Facet>());
  dots = take(dotRoom, offsetof<Dot>());
  spareDots = take(dotRoom, offsetof<Dot>());
  digits = take(DIGITS, 4);
  darts = take(dartRoom, offsetof<Dart>());
  dartHeads = take(buckets, 4);
  dotHeads = take(buckets, 4);
  blocks = take(blockRoom, BLOCK_BYTES);
  cells = take(cellRoom, offsetof<Cell>());
  nextCells = take(cellRoom, offsetof<Cell>());
  const pages = (end + PAGE_BYTES - 1) / PAGE_BYTES;
  if (pages > MOST_PAGES) return false;
  const missing = <i32>pages - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0;
}

/** What comes next becomes what is now. */
export function swapCells(): void {
  const spent = cells;
  cells = nextCells;
  nextCells = spent;
}

export function cellAt(index: u32): Cell {
  return changetype<Cell>(cells + <usize>index * offsetof<Cell>());
}

export function facetAt(index: u32): Facet {
  return changetype<Facet>(facets + <usize>index * offsetof<Facet>());
}

export function levelAt(index: u32): Level {
  return changetype<Level>(levels + <usize>index * offsetof<Level>());
}

export function dartAt(index: u32): Dart {
  return changetype<Dart>(darts + <usize>index * offsetof<Dart>());
}

export function dotAt(index: u32): Dot {
  return changetype<Dot>(dots + <usize>index * offsetof<Dot>());
}

/** Room for so many things, where a line of the cache begins. */
function take(count: u32, bytes: usize): usize {
  const at = (end + 63) & ~63;
  end = at + <u64>count * bytes;
  return <usize>at;
}
