// settle-darts: a dart that beats all darts within the ceiling becomes a dot, its clearance its rank;
// as shaders/placement/settle-darts.wgsl.

import { enlistDot } from './dot-grid';
import { bucketOf, Dart, gridCell, gridUm, lengthSq } from './ladder';
import { dartAt, dartHeads, dotAt, dotCapacity, facetAt } from './lists';
import { darts, level, newDot } from './tally';

export function settleDarts(): void {
  for (let i: u32 = 0; i < darts; i++) {
    const dart = dartAt(i);
    if (beaten(dart)) continue;
    const slot = newDot();
    if (slot >= dotCapacity) return;
    const dot = dotAt(slot);
    dot.x = dart.x;
    dot.y = dart.y;
    dot.z = dart.z;
    dot.rankSq = dart.clearSq;
    dot.triangle = facetAt(dart.facet).triangle;
    dot.uv = dart.uv;
    enlistDot(dart.x, dart.y, dart.z);
  }
}

/** Whether a dart within the ceiling beats this one. */
function beaten(dart: Dart): bool {
  const side = gridUm(level);
  const reach: i32 = level.ceilingUm;
  const lastX = gridCell(dart.x + reach, side);
  const lastY = gridCell(dart.y + reach, side);
  const lastZ = gridCell(dart.z + reach, side);
  for (let k = gridCell(dart.z - reach, side); k <= lastZ; k++) {
    for (let j = gridCell(dart.y - reach, side); j <= lastY; j++) {
      for (let i = gridCell(dart.x - reach, side); i <= lastX; i++) {
        if (beatenFrom(bucketOf(i, j, k, level.bucketMask), dart)) return true;
      }
    }
  }
  return false;
}

function beatenFrom(bucket: u32, dart: Dart): bool {
  const ceilingSq = level.ceilingUm * level.ceilingUm;
  let at: usize = load<u32>(dartHeads + ((<usize>bucket) << 2));
  while (at) {
    const other = changetype<Dart>(at);
    at = other.next;
    if (other === dart) continue;
    if (lengthSq(dart.x - other.x, dart.y - other.y, dart.z - other.z) >= ceilingSq) continue;
    if (beats(other, dart)) return true;
  }
  return false;
}

/**
 * Whether dart `a` beats dart `b`: the one with more room does; the dice decide where both have as
 * much, and the place where those are equal too.
 */
function beats(a: Dart, b: Dart): bool {
  if (a.clearSq !== b.clearSq) return a.clearSq > b.clearSq;
  if (a.dice !== b.dice) return a.dice > b.dice;
  if (a.facet !== b.facet) return a.facet < b.facet;
  return a.uv < b.uv;
}
