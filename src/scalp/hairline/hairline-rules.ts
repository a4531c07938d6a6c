import { solveDense } from '../../base/solve-dense.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { add, distance, dot, pointAt, scale, sub, unit } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import { tapeBetween } from '../../surface/tape-between.ts';
import { surfaceOf } from '../../surface/topology.ts';
import { traceTo } from '../../surface/trace-plane.ts';
import { headCentre } from '../chart.ts';
import { crossesItself } from './crosses-itself.ts';
import type { Hairline } from './hairline.ts';

/** What one side of a hairline measures against the rules of hair restoration, mm. */
export interface SideMeasures {
  /** Corner (fronto-temporal point C) from the mid-frontal point B, along the skin: 80 is usual. */
  readonly cornerToMidFrontalMm: number;
  /** Corner from point E, 80 mm beside the glabella near the lateral canthus: 80 is usual. */
  readonly cornerToCanthusPointMm: number;
  /** How far the corner lies lateral of the canthus vertical; negative towards the midline. */
  readonly cornerBesideCanthusMm: number;
  /** How far the corner lies behind the mid-frontal level. */
  readonly recessionMm: number;
  /** Corner from the temporal peak (point D), along the skin: 50 is usual. */
  readonly cornerToPeakMm: number;
  /** Angle of the hair's edge at the corner, degrees: 180 is none. */
  readonly cornerAngleDeg: number;
  /** Where the line turns from convex to concave, from the midline; the pupil is a guide. */
  readonly turnMm: number | undefined;
}

/** Live measures of a hairline on its head, mm along the skin unless said otherwise. */
export interface HairlineMeasures {
  /** Glabella to the mid-frontal point: the height of the hairline. */
  readonly midFrontalMm: number;
  /** Straight: hairline to glabella, glabella to the base of the nose, that to the chin. */
  readonly thirdsMm: readonly [upper: number, middle: number, lower: number];
  readonly left: SideMeasures;
  readonly right: SideMeasures;
  /** Between both corners, straight: the width of the forehead. */
  readonly cornerSpanMm: number;
  /** Mean departure of the front from a plain curve, mm: what is there besides its shape. */
  readonly irregularityMm: number;
  /** Pupils from the midline, mean of both. */
  readonly pupilMm: number;
  /** Whether the front runs over itself, as it may after points were moved past each other. */
  readonly crossesItself: boolean;
}

/** Point E lies this far beside the glabella along the skin, mm (Garg 2017). */
const CANTHUS_POINT_MM = 80;
/** The base of the nose lies so far down from the sellion to the chin (NIOSH 2003: 51.9 of 123.2). */
const SUBNASALE_SHARE = 0.421;
/** Arms along which the angle at a corner is read, mm: beyond its rounding. */
const ARM_MM = 16;

/** Measures a hairline the way a designer does with a tape. About a millisecond. */
export function measureHairline(head: Head, line: Hairline): HairlineMeasures {
  const { glabella, nasion, menton, pupilLeft, pupilRight } = head.landmarks;
  const surface = surfaceOf(head.mesh);
  const point = (name: string): Vec3 => {
    const found = line.controlPoints.find((control) => control.name === name);
    if (!found) throw new Error(`The hairline has no point "${name}".`);
    return found.positionMm;
  };
  const mid = point('midFrontal');
  const tape = (a: Vec3, b: Vec3) => tapeBetween(surface, a, b, headCentre(head.landmarks));
  const subnasale = add(nasion, scale(sub(menton, nasion), SUBNASALE_SHARE));
  return {
    midFrontalMm: tape(glabella, mid),
    thirdsMm: [distance(mid, glabella), distance(glabella, subnasale), distance(subnasale, menton)],
    left: sideMeasures(head, line, 1, point, tape),
    right: sideMeasures(head, line, -1, point, tape),
    cornerSpanMm: distance(point('cornerLeft'), point('cornerRight')),
    irregularityMm: irregularity(head, line, mid, point('cornerLeft'), point('cornerRight')),
    pupilMm: (pupilLeft[0] - pupilRight[0]) / 2,
    crossesItself: crossesItself(head, line),
  };
}

function sideMeasures(
  head: Head,
  line: Hairline,
  side: 1 | -1,
  point: (name: string) => Vec3,
  tape: (a: Vec3, b: Vec3) => number,
): SideMeasures {
  const word = side > 0 ? 'Left' : 'Right';
  const { glabella } = head.landmarks;
  const canthus = head.landmarks[`canthus${word}`];
  const surface = surfaceOf(head.mesh);
  const [mid, corner, peak] = [
    point('midFrontal'),
    point(`corner${word}`),
    point(`temporalPeak${word}`),
  ];
  const canthusPoint = traceTo(
    surface,
    glabella,
    [0, 1, 0],
    [side, 0, 0],
    CANTHUS_POINT_MM,
  ).pointMm;
  return {
    cornerToMidFrontalMm: tape(mid, corner),
    cornerToCanthusPointMm: tape(corner, canthusPoint),
    cornerBesideCanthusMm: side * (corner[0] - canthus[0]),
    recessionMm: behindLevel(head, mid, corner),
    cornerToPeakMm: tape(corner, peak),
    cornerAngleDeg: angleAt(line, corner),
    turnMm: turnOf(head, line, mid, corner),
  };
}

/**
 * Distance of a point behind the level of the mid-frontal point: the plane through it and both
 * sides of the head's middle, as `HairlineSpec.templeRecessionMm` counts it. Straight, mm.
 */
function behindLevel(head: Head, mid: Vec3, at: Vec3): number {
  const level = sub(mid, headCentre(head.landmarks));
  const back = unit([0, level[2], -level[1]]);
  return dot(sub(at, mid), back);
}

/** Angle between the two arms of the front at a point of it, degrees. */
function angleAt({ boundary, frontCount }: Hairline, at: Vec3): number {
  let middle = 0;
  for (let i = 1; i < frontCount; i++) {
    if (distance(pointAt(boundary, i), at) < distance(pointAt(boundary, middle), at)) middle = i;
  }
  const arm = (step: 1 | -1): Vec3 => {
    let i = middle;
    while (i + step >= 0 && i + step < frontCount && distance(pointAt(boundary, i), at) < ARM_MM) {
      i += step;
    }
    return unit(sub(pointAt(boundary, i), at));
  };
  return (180 / Math.PI) * Math.acos(Math.min(1, Math.max(-1, dot(arm(1), arm(-1)))));
}

/** Front between the corners as places across and behind the level, in order from left to right. */
function frontBetween(head: Head, line: Hairline, mid: Vec3, left: Vec3, right: Vec3): number[][] {
  const out: number[][] = [];
  for (let i = 0; i < line.frontCount; i++) {
    const p = pointAt(line.boundary, i);
    // Temple hair lies under the corners: further out, or further down than they are.
    if (p[0] > left[0] || p[0] < right[0] || p[1] < Math.min(left[1], right[1], mid[1]) - 6)
      continue;
    out.push([p[0], behindLevel(head, mid, p)]);
  }
  return out;
}

/** Departure of the front from the best curve of fourth order, root mean square, mm. */
function irregularity(head: Head, line: Hairline, mid: Vec3, left: Vec3, right: Vec3): number {
  const wide = Math.max(left[0], -right[0]);
  const places = frontBetween(head, line, mid, left, right).filter(
    ([x]) => Math.abs(x!) < 0.85 * wide,
  );
  const terms = (x: number) => [1, x / wide, (x / wide) ** 2, (x / wide) ** 3, (x / wide) ** 4];
  const rows = Array.from({ length: 5 }, (_, i) => {
    const row = new Array<number>(6).fill(0);
    row[i] = 1e-9;
    return row;
  });
  for (const [x, behind] of places) {
    const t = terms(x!);
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) rows[i]![j]! += t[i]! * t[j]!;
      rows[i]![5]! += t[i]! * behind!;
    }
  }
  const fit = solveDense(rows);
  const sum = places.reduce((total, [x, behind]) => {
    const plain = terms(x!).reduce((value, term, k) => value + term * fit[k]!, 0);
    return total + (behind! - plain) ** 2;
  }, 0);
  return places.length > 0 ? Math.sqrt(sum / places.length) : 0;
}

/** Where the front of one side turns from convex to concave, mm from the midline. */
function turnOf(head: Head, line: Hairline, mid: Vec3, corner: Vec3): number | undefined {
  const side = corner[0] < 0 ? -1 : 1;
  const other: Vec3 = [-corner[0], corner[1], corner[2]];
  const [left, right] = side > 0 ? [corner, other] : [other, corner];
  const half = frontBetween(head, line, mid, left, right)
    .map(([x, behind]) => [side * x!, behind!] as const)
    .filter(([x]) => x >= 0)
    .sort((a, b) => a[0] - b[0]);
  // Waves shorter than a mound would turn the line many times: a window as wide as one levels them.
  const level = (x: number) => {
    const near = half.filter(([at]) => Math.abs(at - x) < 12);
    return near.reduce((sum, [, behind]) => sum + behind, 0) / near.length;
  };
  const step = 10;
  let last = Number.NEGATIVE_INFINITY;
  for (let x = step; x + step < Math.abs(corner[0]); x++) {
    const bend = level(x + step) + level(x - step) - 2 * level(x);
    if (last > 0 && bend <= 0) return x;
    last = bend;
  }
  return undefined;
}
