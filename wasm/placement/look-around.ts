// look-around: what the dots near a cell leave of it. Four dots are compared at a time, then eight
// points of the cell with each of the few that are near enough to matter.

import { CENTRE, firstX, firstY, firstZ, restX, restY, restZ } from './cell-points';
import { BLOCK_Y, BLOCK_Z, nextBlock } from './dot-grid';
import { Cell, FAR_UM, Facet, gridCorner, gridUm } from './ladder';
import { level } from './tally';

/** Answers of {@link lookAround}: every child lies in some ball, or the whole cell in one. */
export const ALL: u32 = 15;
const WHOLE: u32 = 16;

// Points that a ball must hold to hold a child, a bit each in the order of cell-points: a corner and
// the middles beside it, or the three middles.
const CHILD_A: u32 = 0b101001;
const CHILD_B: u32 = 0b011010;
const CHILD_C: u32 = 0b110100;
const MIDDLE: u32 = 0b111000;
const CORNERS: u32 = 0b000111;

/** Corners and middles are rounded to whole micrometres, by less than this all told. */
const ROUNDING_UM: u32 = 6;

/**
 * Which children a ball of the level's radius holds, bit by bit; `WHOLE` where one holds all of the
 * cell. Of balls those count that reach the grid cell of the point, whatever else shares its bucket.
 */
export function lookAround(
  list: usize,
  homeX: u32,
  homeY: u32,
  homeZ: u32,
  cell: Cell,
  facet: Facet,
  edgeUm: u32,
): u32 {
  // A ball that holds a cell or a child holds two of the middles: the centre is no farther from its
  // dot than the radius and a sixth of the edge.
  const centreX = v128.shuffle<i32>(restX, restX, CENTRE, CENTRE, CENTRE, CENTRE);
  const centreY = v128.shuffle<i32>(restY, restY, CENTRE, CENTRE, CENTRE, CENTRE);
  const centreZ = v128.shuffle<i32>(restZ, restZ, CENTRE, CENTRE, CENTRE, CENTRE);
  const reachUm = level.radiusUm + edgeUm / 6 + ROUNDING_UM;
  const reachSq = i32x4.splat(reachUm * reachUm);
  const withinSq = i32x4.splat(level.radiusUm * level.radiusUm - 1);
  let children: u32 = 0;
  for (let block = list; block; block = nextBlock(block)) {
    let near = i32x4.bitmask(
      i32x4.le_u(
        distancesSq(
          v128.load(block),
          v128.load(block, BLOCK_Y),
          v128.load(block, BLOCK_Z),
          centreX,
          centreY,
          centreZ,
        ),
        reachSq,
      ),
    );
    for (; near; near &= near - 1) {
      const dot = block + (ctz(near) << 2);
      const x = v128.load32_splat(dot);
      const y = v128.load32_splat(dot, BLOCK_Y);
      const z = v128.load32_splat(dot, BLOCK_Z);
      const firstSq = distancesSq(firstX, firstY, firstZ, x, y, z);
      const restSq = distancesSq(restX, restY, restZ, x, y, z);
      const first = i32x4.bitmask(i32x4.le_u(firstSq, withinSq));
      const rest = i32x4.bitmask(i32x4.le_u(restSq, withinSq));
      const held = childrenOf(first | (rest << 4));
      if (!held || !reaches(dot, homeX, homeY, homeZ)) continue;
      if (held >= WHOLE) {
        if (cell.depth === 0) facet.openSq = min(facet.openSq, mostOfCorners(firstSq));
        return WHOLE;
      }
      children |= held;
    }
    if (children === ALL) return ALL;
  }
  return children;
}

/** The children whose points are all held, and `WHOLE` where the corners of the cell are. */
function childrenOf(points: u32): u32 {
  return (
    answer(points, CHILD_A, 1) |
    answer(points, CHILD_B, 2) |
    answer(points, CHILD_C, 4) |
    answer(points, MIDDLE, 8) |
    answer(points, CORNERS, WHOLE)
  );
}

function answer(points: u32, wanted: u32, value: u32): u32 {
  return (points & wanted) === wanted ? value : 0;
}

function mostOfCorners(first: v128): u32 {
  const a: u32 = i32x4.extract_lane(first, 0);
  const b: u32 = i32x4.extract_lane(first, 1);
  const c: u32 = i32x4.extract_lane(first, 2);
  return max(a, max(b, c));
}

/** Whether the box of a dot reaches a grid cell. */
function reaches(dot: usize, homeX: u32, homeY: u32, homeZ: u32): bool {
  const side = gridUm(level);
  const ceilingUm: i32 = level.ceilingUm;
  const spanUm: u32 = 2 * level.ceilingUm + side - 1;
  // What lies below wraps around and is far above as an unsigned number.
  return (
    <u32>(load<i32>(dot) - gridCorner(homeX, side) + ceilingUm) <= spanUm &&
    <u32>(load<i32>(dot, BLOCK_Y) - gridCorner(homeY, side) + ceilingUm) <= spanUm &&
    <u32>(load<i32>(dot, BLOCK_Z) - gridCorner(homeZ, side) + ceilingUm) <= spanUm
  );
}

/**
 * Squared distance from a point to the nearest dot, under the level's ceiling; 0 where that is less
 * than the radius.
 */
export function clearance(list: usize, pointX: i32, pointY: i32, pointZ: i32): u32 {
  const x = i32x4.splat(pointX);
  const y = i32x4.splat(pointY);
  const z = i32x4.splat(pointZ);
  const withinSq = i32x4.splat(level.radiusUm * level.radiusUm - 1);
  let nearestSq = i32x4.splat(level.ceilingUm * level.ceilingUm - 1);
  for (let block = list; block; block = nextBlock(block)) {
    const foundSq = distancesSq(
      v128.load(block),
      v128.load(block, BLOCK_Y),
      v128.load(block, BLOCK_Z),
      x,
      y,
      z,
    );
    if (v128.any_true(i32x4.le_u(foundSq, withinSq))) return 0;
    nearestSq = i32x4.min_u(nearestSq, foundSq);
  }
  const halves = v128.shuffle<i32>(nearestSq, nearestSq, 2, 3, 0, 1);
  const two = i32x4.min_u(nearestSq, halves);
  return min<u32>(i32x4.extract_lane(two, 0), i32x4.extract_lane(two, 1));
}

/** Squared distances, lane by lane; past 37 mm on an axis they read as 37 mm. */
function distancesSq(x: v128, y: v128, z: v128, px: v128, py: v128, pz: v128): v128 {
  const far = i32x4.splat(FAR_UM);
  const dx = i32x4.min_s(i32x4.abs(i32x4.sub(x, px)), far);
  const dy = i32x4.min_s(i32x4.abs(i32x4.sub(y, py)), far);
  const dz = i32x4.min_s(i32x4.abs(i32x4.sub(z, pz)), far);
  return i32x4.add(i32x4.add(i32x4.mul(dx, dx), i32x4.mul(dy, dy)), i32x4.mul(dz, dz));
}
