// cell-points: eight points of a cell at once, by coordinate.

import { Cell, Facet, ONE } from './ladder';

/** The corners A, B and C and the middle of AB. */
export let firstX: v128 = i32x4.splat(0);
export let firstY: v128 = i32x4.splat(0);
export let firstZ: v128 = i32x4.splat(0);
/** The middles of BC and CA, about the centre of the cell, and the point that was picked in it. */
export let restX: v128 = i32x4.splat(0);
export let restY: v128 = i32x4.splat(0);
export let restZ: v128 = i32x4.splat(0);

/** Lanes of the centre and the point. */
export const CENTRE: u8 = 2;
const POINT: u8 = 3;

/** @param uv - Of the point that was picked. */
export function layPoints(cell: Cell, facet: Facet, uv: u32): void {
  const half: i32 = ONE >> (cell.depth + 1);
  // A flipped cell is the standing one turned about its centre: corner A lies at the far end.
  const away = cell.flipped ? -half : half;
  const u: i32 = (cell.uv & 0xffff) + (cell.flipped ? 2 * half : 0);
  const v: i32 = (cell.uv >> 16) + (cell.flipped ? 2 * half : 0);
  const step = i32x4.splat(away);
  const firstU = i32x4.add(i32x4.splat(u), i32x4.mul(step, i32x4(0, 2, 0, 1)));
  const firstV = i32x4.add(i32x4.splat(v), i32x4.mul(step, i32x4(0, 0, 2, 0)));
  const third = (2 * away) / 3;
  const restU = i32x4(u + away, u, u + third, uv & 0xffff);
  const restV = i32x4(v + away, v + away, v + third, uv >> 16);
  firstX = along(facet.ax, facet.bx, facet.cx, firstU, firstV);
  firstY = along(facet.ay, facet.by, facet.cy, firstU, firstV);
  firstZ = along(facet.az, facet.bz, facet.cz, firstU, firstV);
  restX = along(facet.ax, facet.bx, facet.cx, restU, restV);
  restY = along(facet.ay, facet.by, facet.cy, restU, restV);
  restZ = along(facet.az, facet.bz, facet.cz, restU, restV);
}

export function pointX(): i32 {
  return i32x4.extract_lane(restX, POINT);
}

export function pointY(): i32 {
  return i32x4.extract_lane(restY, POINT);
}

export function pointZ(): i32 {
  return i32x4.extract_lane(restZ, POINT);
}

/** A coordinate of four points of a facet, from its corner A and its edges on that axis. */
function along(a: i32, b: i32, c: i32, u: v128, v: v128): v128 {
  const way = i32x4.add(i32x4.mul(i32x4.splat(b), u), i32x4.mul(i32x4.splat(c), v));
  const um = i32x4.shr_s(i32x4.add(way, i32x4.splat(16384)), 15);
  return i32x4.add(i32x4.splat(a), um);
}
