// dot-grid: a hash grid of dots. A dot stands in the list of every grid cell that its box reaches:
// whoever asks what is near a point looks into one list only. A list is a chain of blocks of four
// dots, so that they are compared four at a time.

import { bucketOf, gridCell, gridUm } from './ladder';
import { BLOCK_BYTES, blockCapacity, blocks, dotHeads } from './lists';
import { level, newBlock } from './tally';

/** Where in a block, after four x, come four y, four z, how many are used and the next block. */
export const BLOCK_Y: usize = 16;
export const BLOCK_Z: usize = 32;
const BLOCK_USED: usize = 48;
const BLOCK_NEXT: usize = 52;

const LANES: usize = 4;

/** Where a lane without a dot lies: past all reach, and no distance to it overflows. */
const NOWHERE_UM: i32 = 0x20000000;

/** The first block of a bucket, 0 where it is empty. */
export function firstBlock(bucket: u32): usize {
  return load<u32>(dotHeads + ((<usize>bucket) << 2));
}

export function nextBlock(block: usize): usize {
  return load<u32>(block, BLOCK_NEXT);
}

/** Enters a dot into the lists of all cells that its box reaches. */
export function enlistDot(x: i32, y: i32, z: i32): void {
  const reach: i32 = level.ceilingUm;
  const side = gridUm(level);
  const lastX = gridCell(x + reach, side);
  const lastY = gridCell(y + reach, side);
  const lastZ = gridCell(z + reach, side);
  for (let k = gridCell(z - reach, side); k <= lastZ; k++) {
    for (let j = gridCell(y - reach, side); j <= lastY; j++) {
      for (let i = gridCell(x - reach, side); i <= lastX; i++) {
        enter(bucketOf(i, j, k, level.bucketMask), x, y, z);
      }
    }
  }
}

function enter(bucket: u32, x: i32, y: i32, z: i32): void {
  const head = dotHeads + ((<usize>bucket) << 2);
  let block: usize = load<u32>(head);
  let lane: usize = block ? <usize>load<u32>(block, BLOCK_USED) : LANES;
  if (lane === LANES) {
    const slot = newBlock();
    if (slot >= blockCapacity) return;
    const fresh = blocks + <usize>slot * BLOCK_BYTES;
    const nowhere = i32x4.splat(NOWHERE_UM);
    v128.store(fresh, nowhere);
    v128.store(fresh, nowhere, BLOCK_Y);
    v128.store(fresh, nowhere, BLOCK_Z);
    store<u32>(fresh, block, BLOCK_NEXT);
    store<u32>(head, fresh);
    block = fresh;
    lane = 0;
  }
  const at = block + (lane << 2);
  store<i32>(at, x);
  store<i32>(at, y, BLOCK_Y);
  store<i32>(at, z, BLOCK_Z);
  store<u32>(block, lane + 1, BLOCK_USED);
}
