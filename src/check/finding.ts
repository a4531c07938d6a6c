import type { Vec3 } from '../base/vec3.ts';
import type { Remark } from '../plan/remarks/remark.ts';
import { cellsOf } from './cells.ts';
import type { CheckedDots } from './subject.ts';

/** Somewhere on the skin that a finding is about. */
export interface Place {
  readonly middleMm: Vec3;
  readonly radiusMm: number;
  /** Ids of the dots there that it concerns; empty where it concerns the skin or a line. */
  readonly dots: readonly number[];
}

/** A remark with the places it is about, the one with most dots first; none where it is of the whole plan. */
export interface Finding extends Remark {
  readonly places: readonly Place[];
}

/** Dots farther apart than this are two places, mm: a look takes in as much. */
const APART_MM = 6;
/** A list of more helps nobody. */
const MOST_PLACES = 12;

/**
 * Groups dots into places.
 *
 * @param which - Indices of dots.
 */
export function placesOf(dots: CheckedDots, which: readonly number[]): Place[] {
  const placeMm = Float64Array.from(which.flatMap((i) => [0, 1, 2].map((k) => at(dots, i, k))));
  const cells = cellsOf(placeMm, APART_MM);
  const groupOf = new Int32Array(which.length).fill(-1);
  const groups: number[][] = [];
  for (let start = 0; start < which.length; start++) {
    if (groupOf[start]! >= 0) continue;
    const group = [start];
    groupOf[start] = groups.length;
    for (const i of group) {
      cells.near(placeMm[3 * i]!, placeMm[3 * i + 1]!, placeMm[3 * i + 2]!, APART_MM, (j) => {
        if (groupOf[j]! >= 0) return;
        groupOf[j] = groups.length;
        group.push(j);
      });
    }
    groups.push(group);
  }
  return groups
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MOST_PLACES)
    .map((group) =>
      placeOf(
        dots,
        group.map((i) => which[i]!),
      ),
    );
}

function placeOf(dots: CheckedDots, group: readonly number[]): Place {
  const mean = [0, 1, 2].map(
    (k) => group.reduce((sum, i) => sum + at(dots, i, k), 0) / group.length,
  );
  const off = (i: number): number => Math.hypot(...mean.map((mm, k) => at(dots, i, k) - mm));
  // The mean of dots on a dome lies inside it: the dot nearest to it stands for it.
  let nearest = group[0]!;
  for (const i of group) if (off(i) < off(nearest)) nearest = i;
  const middleMm = [0, 1, 2].map((k) => round(at(dots, nearest, k))) as unknown as Vec3;
  const reach = Math.max(
    ...group.map((i) => Math.hypot(...[0, 1, 2].map((k) => at(dots, i, k) - at(dots, nearest, k)))),
  );
  return { middleMm, radiusMm: round(reach), dots: group.map((i) => dots.id[i]!) };
}

function at({ placeMm }: CheckedDots, dot: number, axis: number): number {
  return placeMm[3 * dot + axis]!;
}

/** Hundredths of a millimetre are enough to find a place. */
function round(mm: number): number {
  return Number(mm.toFixed(2));
}
