// throw-dart: enters a dart into the hash grid of this turn's darts.

import { hash4 } from './hash';
import { bucketOf, gridCell, gridUm } from './ladder';
import { dartAt, dartCapacity, dartHeads } from './lists';
import { level, newDart, rung, seed } from './tally';

export function throwDart(
  x: i32,
  y: i32,
  z: i32,
  facet: u32,
  uv: u32,
  triangle: u32,
  clearSq: u32,
): void {
  const slot = newDart();
  if (slot >= dartCapacity) return;
  const side = gridUm(level);
  const cellX = gridCell(x, side);
  const cellY = gridCell(y, side);
  const cellZ = gridCell(z, side);
  const head = dartHeads + ((<usize>bucketOf(cellX, cellY, cellZ, level.bucketMask)) << 2);
  const dart = dartAt(slot);
  dart.x = x;
  dart.y = y;
  dart.z = z;
  dart.facet = facet;
  dart.uv = uv;
  dart.dice = hash4(seed, triangle, uv, rung);
  dart.clearSq = clearSq;
  dart.next = load<u32>(head);
  store<u32>(head, changetype<usize>(dart));
}
