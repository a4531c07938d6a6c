// tally: where the fill stands, and running totals; as shaders/placement/advance.wgsl keeps them.
// Totals count what found no room too: `overflow` tells.

import { hash3, pcg } from './hash';
import { Level } from './ladder';
import {
  blockCapacity,
  cellCapacity,
  dartCapacity,
  dartHeads,
  dotCapacity,
  dotHeads,
  levelAt,
  swapCells,
} from './lists';

export let seed: u32 = 0;
export let rung: u32 = 0;
export let level: Level = changetype<Level>(0);
export let turn: u32 = 0;
/** The hash of seed, rung and turn, taken in as the first word of every cell's dice. */
export let salted: u32 = 0;
/** Active cells this turn and the next, darts that hit no earlier dot, dots so far. */
export let cells: u32 = 0;
export let nextCells: u32 = 0;
export let darts: u32 = 0;
export let dots: u32 = 0;
/** Blocks of the dots' grid in use. */
export let blocks: u32 = 0;

export function begin(fillSeed: u32): void {
  seed = fillSeed;
  dots = 0;
}

export function beginLevel(index: u32, facetCount: u32): void {
  rung = index;
  level = levelAt(index);
  blocks = 0;
  memory.fill(dotHeads, 0, bucketBytes());
  beginTurn(0, facetCount);
}

/** What is passed on to the next turn is what there is in it. */
export function endTurn(): void {
  swapCells();
  beginTurn(turn + 1, nextCells);
}

function beginTurn(index: u32, count: u32): void {
  turn = index;
  salted = pcg(0x9e3779b9 ^ hash3(seed, rung, index));
  cells = count;
  nextCells = 0;
  darts = 0;
  memory.fill(dartHeads, 0, bucketBytes());
}

export function newCell(): u32 {
  return nextCells++;
}

export function newDart(): u32 {
  return darts++;
}

export function newDot(): u32 {
  return dots++;
}

export function newBlock(): u32 {
  return blocks++;
}

/** Whether a list was too small: the fill must be repeated larger. */
export function overflow(): bool {
  return (
    nextCells > cellCapacity || darts > dartCapacity || dots > dotCapacity || blocks > blockCapacity
  );
}

function bucketBytes(): usize {
  return (<usize>level.bucketMask + 1) << 2;
}
