import { pointAt } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import { headCentre, stereographic } from '../chart.ts';
import type { Hairline } from './hairline.ts';

/** Whether the front of a hairline runs over itself, seen from the middle of the head. */
export function crossesItself(head: Head, { boundary, frontCount }: Hairline): boolean {
  const centre = headCentre(head.landmarks);
  const places = Array.from({ length: frontCount }, (_, i) =>
    stereographic(pointAt(boundary, i), centre),
  );
  let longest = 0;
  for (let i = 0; i + 1 < frontCount; i++) {
    longest = Math.max(longest, reach(places[i]!, places[i + 1]!));
  }
  for (let i = 0; i + 1 < frontCount; i++) {
    // Neighbours share an end; the next but one cannot cross without a loop between.
    for (let k = i + 2; k + 1 < frontCount; k++) {
      // Pieces that begin further apart than both are long do not meet: nearly all of them.
      if (reach(places[i]!, places[k]!) > 2 * longest) continue;
      if (cross(places[i]!, places[i + 1]!, places[k]!, places[k + 1]!)) return true;
    }
  }
  return false;
}

type Place = readonly [number, number];

function reach(a: Place, b: Place): number {
  return Math.max(Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1]));
}

function cross(a: Place, b: Place, c: Place, d: Place): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Twice the signed area of a triangle. */
function side(a: Place, b: Place, c: Place): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
