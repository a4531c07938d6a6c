import { DotworkError } from '../../base/errors.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { add, cross, dot, length, scale, sub, unit } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import { tapeBetween } from '../../surface/tape-between.ts';
import { surfaceOf } from '../../surface/topology.ts';
import { traceTo } from '../../surface/trace-plane.ts';
import { headCentre } from '../chart.ts';

/**
 * Points of the front that a hand may move: those a designer draws. The ones round ears and nape
 * follow the ears. Peak shoulders are there only in styles with a peak.
 */
export const FRONT_POINTS = [
  'midFrontal',
  'peakShoulderLeft',
  'peakShoulderRight',
  'moundLeft',
  'moundRight',
  'midPupilLeft',
  'midPupilRight',
  'cornerLeft',
  'cornerRight',
  'temporalPeakLeft',
  'temporalPeakRight',
  'temporalRecessLeft',
  'temporalRecessRight',
  'sideburnFrontLeft',
  'sideburnFrontRight',
  'sideburnTipLeft',
  'sideburnTipRight',
] as const;

export type FrontPoint = (typeof FRONT_POINTS)[number];

/**
 * A way over the skin from the place a rule gives, mm.
 *
 * It is walked from wherever the rule puts the point on this head, so it keeps its meaning on a
 * larger head, on a scan, and when the rule's own numbers change.
 */
export interface SkinOffset {
  /** Towards the back of the head. */
  readonly backMm: number;
  /** At right angles to that: away from the midline, and so down on the temples. */
  readonly outMm: number;
}

export type MovedPoints = Readonly<Partial<Record<FrontPoint, SkinOffset | undefined>>>;

/** Farthest each way, mm: twice the step between two points, more than any design strays. */
export const MOVED_RANGE_MM = [-40, 40] as const;

/** The same point of the other side; the mid-frontal point is its own. */
export function otherSide(name: FrontPoint): FrontPoint {
  if (name.endsWith('Left')) return name.replace(/Left$/, 'Right') as FrontPoint;
  return name.replace(/Right$/, 'Left') as FrontPoint;
}

/** Refuses moves of points that do not exist, and ways no hairline goes, with a `plan` error. */
export function checkMoved(moved: MovedPoints): void {
  const [low, high] = MOVED_RANGE_MM;
  for (const [name, offset] of Object.entries(moved)) {
    if (!FRONT_POINTS.includes(name as FrontPoint)) {
      throw new DotworkError(
        'plan',
        `The hairline has no point "${name}" that can be moved.`,
        `Its points are ${FRONT_POINTS.join(', ')}.`,
      );
    }
    for (const way of ['backMm', 'outMm'] as const) {
      const mm = offset?.[way] ?? 0;
      if (mm >= low && mm <= high) continue;
      throw new DotworkError(
        'plan',
        `The hairline's point ${name} is moved by ${mm} (${way}); it must be from ${low} to ${high} mm.`,
        'Move it less, or put it back to its rule.',
      );
    }
  }
}

/** The place so far from a point of a head's skin, walked in a plane through the head's middle. */
export function placeAt(head: Head, name: FrontPoint, rule: Vec3, offset: SkinOffset): Vec3 {
  const lengthMm = Math.sqrt(offset.backMm * offset.backMm + offset.outMm * offset.outMm);
  if (lengthMm === 0) return rule;
  const { radial, back, out } = ways(head, name, rule);
  const towards = add(scale(back, offset.backMm), scale(out, offset.outMm));
  const normal = unit(cross(radial, towards));
  return traceTo(surfaceOf(head.mesh), rule, normal, towards, lengthMm).pointMm;
}

/** The way from a rule's place to a place on the skin: what {@link placeAt} walks back. */
export function offsetTo(head: Head, name: FrontPoint, rule: Vec3, to: Vec3): SkinOffset {
  const { back, out } = ways(head, name, rule);
  const chord = sub(to, rule);
  const [b, o] = [dot(chord, back), dot(chord, out)];
  const flat = Math.sqrt(b * b + o * o);
  if (flat === 0) return { backMm: 0, outMm: 0 };
  const mm = tapeBetween(surfaceOf(head.mesh), rule, to, headCentre(head.landmarks));
  return { backMm: (mm * b) / flat, outMm: (mm * o) / flat };
}

/** Unit directions along the skin at a point, taken as if it faced away from the head's middle. */
export function ways(
  head: Head,
  name: FrontPoint,
  at: Vec3,
): { radial: Vec3; back: Vec3; out: Vec3 } {
  const radial = unit(sub(at, headCentre(head.landmarks)));
  const level: Vec3 = [radial[2] * radial[0], radial[2] * radial[1], radial[2] * radial[2] - 1];
  // Straight ahead of the middle every way is backwards; no hairline lies that low.
  const back = length(level) > 0 ? unit(level) : ([0, 1, 0] as const);
  const out = cross(back, radial);
  return { radial, back, out: name.endsWith('Right') ? scale(out, -1) : out };
}
