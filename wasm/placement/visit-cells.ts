// visit-cells: drops what of a cell lies inside one dot's ball, throws a dart into the cell if any of
// it is left, and passes it on, whole or in pieces; as shaders/placement/visit-cells.wgsl.

import { layPoints, pointX, pointY, pointZ } from './cell-points';
import { firstBlock } from './dot-grid';
import { pcg } from './hash';
import { bucketOf, Cell, DEEPER, Facet, gridCell, gridUm, ONE, TURNED } from './ladder';
import { cellCapacity, facetAt, nextCells } from './lists';
import { ALL, clearance, lookAround } from './look-around';
import { level, newCell, rung, salted, turn } from './tally';
import { throwDart } from './throw-dart';

/**
 * Turns that the cells of the first level wait for darts before they are divided. Later levels have
 * small gaps to find: there cells are divided at once.
 */
const WAIT: u32 = 3;
/**
 * Darts are thinned by area, so that many small triangles get no more than their share: one a squared
 * radius at first, 64 in the small gaps of later levels, and four times as many each turn.
 */
const FIRST_SHIFT: u32 = 16;
const SHIFT: u32 = 22;
/** Below this edge the 1 um lattice itself keeps cells open for nothing. */
const SMALLEST_EDGE_UM: u32 = 4;
const DEEPEST: u32 = 14;

export function visitCell(cell: Cell): void {
  const facet = facetAt(cell.facet);
  const radiusSq = level.radiusUm * level.radiusUm;
  if (turn === 0 && facet.openSq < radiusSq) return;

  const edgeUm = facet.edgeUm >> cell.depth;
  let covered: u32 = 0;
  const ripe = edgeUm <= 4 * level.radiusUm;
  if (ripe) {
    const dice = pcg(pcg(pcg(salted ^ facet.triangle) ^ cell.path) ^ cell.uv);
    const uv = pickInside(cell, pcg(dice ^ 0x51ed270b));
    layPoints(cell, facet, uv);
    const x = pointX();
    const y = pointY();
    const z = pointZ();
    const side = gridUm(level);
    const homeX = gridCell(x, side);
    const homeY = gridCell(y, side);
    const homeZ = gridCell(z, side);
    const list = firstBlock(bucketOf(homeX, homeY, homeZ, level.bucketMask));
    covered = lookAround(list, homeX, homeY, homeZ, cell, facet, edgeUm);
    if (covered >= ALL) return;
    if (mayThrow(facet, cell, dice)) {
      const clearSq = clearance(list, x, y, z);
      if (clearSq >= radiusSq) throwDart(x, y, z, cell.facet, uv, facet.triangle, clearSq);
    }
  }
  if (ripe && rung === 0 && turn < level.ripeAt + WAIT) {
    pass(cell.word, cell.uv);
  } else if (edgeUm / 2 >= SMALLEST_EDGE_UM && cell.depth < DEEPEST) {
    split(cell, covered);
  }
}

function mayThrow(facet: Facet, cell: Cell, dice: u32): bool {
  const age = max(turn, level.ripeAt) - level.ripeAt;
  const shift = (rung === 0 ? FIRST_SHIFT : SHIFT) + 2 * age;
  const share = ((level.radiusUm * level.radiusUm) >> min(shift, 31)) * (dice & 0xffff);
  return share < max(facet.areaUm2 >> (2 * cell.depth), 1);
}

/**
 * A point of the cell: two random numbers, folded back where they fall in the other half. Cells
 * share no point (standing ones own their diagonal), so no two darts of a turn share a place: such
 * darts could not beat each other.
 */
function pickInside(cell: Cell, dice: u32): u32 {
  const edge = ONE >> cell.depth;
  let a = ((dice & 0xffff) * edge) >> 16;
  let b = ((dice >> 16) * edge) >> 16;
  if (a + b >= edge !== cell.flipped) {
    a = edge - 1 - a;
    b = edge - 1 - b;
  }
  if (cell.flipped && a + b < edge) {
    if (b < edge - 1) b++;
    else a++;
  }
  return cell.uv + (a | (b << 16));
}

/** Passes on what no ball holds: three children at the corners and one, turned over, in the middle. */
function split(cell: Cell, covered: u32): void {
  const deeper = cell.word + DEEPER;
  const turned = deeper ^ TURNED;
  const towardsB = ONE >> (cell.depth + 1);
  const towardsC = towardsB << 16;
  const uv = cell.uv;
  const flipped = cell.flipped;
  if (!(covered & 1)) pass(deeper, flipped ? uv + towardsB + towardsC : uv);
  if (!(covered & 2)) pass(deeper, flipped ? uv + towardsC : uv + towardsB);
  if (!(covered & 4)) pass(deeper, flipped ? uv + towardsB : uv + towardsC);
  if (!(covered & 8)) pass(turned, flipped ? uv + towardsB + towardsC : uv);
}

function pass(word: u32, uv: u32): void {
  const slot = newCell();
  if (slot >= cellCapacity) return;
  const cell = changetype<Cell>(nextCells + <usize>slot * offsetof<Cell>());
  cell.word = word;
  cell.uv = uv;
}
