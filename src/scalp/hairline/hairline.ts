import type { Vec3 } from '../../base/vec3.ts';
import {
  add,
  cross,
  distance,
  length,
  pointAt,
  scale,
  smoothstep,
  sub,
  unit,
} from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import { steadyHead } from '../../head/steady-head.ts';
import { nearestPoint, type SurfacePoint } from '../../surface/nearest.ts';
import { closedSpline, flat, waveNoise } from '../../surface/spline.ts';
import { type Surface, surfaceOf } from '../../surface/topology.ts';
import {
  type ControlPoint,
  controlPoints,
  type LaidPoint,
  mostHalfWidthMm,
} from './hairline-points.ts';
import { type HairlineNumbers, type HairlineSpec, hairlineNumbers } from './hairline-spec.ts';

/** The edge of the skin to be treated, as a closed line on the head. */
export interface Hairline {
  /** xyz, millimetres, on the surface, about 1 mm apart; the last point joins the first. */
  readonly boundary: Float64Array;
  /** The first so many points are the front: left sideburn over the forehead to the right one. */
  readonly frontCount: number;
  /** The named points, where the line really passes (after waves and asymmetry). */
  readonly controlPoints: readonly ControlPoint[];
  /** Where the rules alone put each of them, before waves; moves by hand start there. */
  readonly rulePoints: readonly ControlPoint[];
}

const STEP_MM = 1;

/**
 * Lays a hairline on a head by the measured rules of hair restoration.
 *
 * Mid-frontal point a tape's length above the glabella, mounds beside it, corners on the canthus
 * verticals, temporal peaks, sideburns; then round the ears and along the nape. Throws a `plan`
 * error for numbers outside their range.
 */
export function hairline(given: Head, spec: HairlineSpec): Hairline {
  const head = steadyHead(given);
  const { canthusLeft, canthusRight } = head.landmarks;
  const numbers = hairlineNumbers(spec, (canthusLeft[0] - canthusRight[0]) / 2);
  const surface = surfaceOf(head.mesh);
  const { points, frontCount } = controlPoints(head, surface, numbers);
  const spline = closedSpline(
    points.map((point) => point.positionMm),
    STEP_MM,
  );
  const laid = spline.points.map((point) => nearestPoint(surface, point));
  const knot = (index: number) => spline.knots[index]!;
  const named = (name: string) => knot(points.findIndex((point) => point.name === name));
  const front = {
    middle: named('midFrontal'),
    held: points.flatMap(({ moved }, i) => (moved ? [knot(i)] : [])),
    stretch: stretches(points, spline.knots),
    halves: [
      { end: 0, corner: named('cornerLeft') },
      { end: knot(frontCount - 1), corner: named('cornerRight') },
    ],
  };
  const waved = withWaves(surface, laid, front, numbers);

  return {
    boundary: flat(waved),
    frontCount: knot(frontCount - 1) + 1,
    controlPoints: points.map(({ name }, i) => ({ name, positionMm: waved[knot(i)]! })),
    rulePoints: points.map(({ name, ruleMm }) => ({ name, positionMm: ruleMm })),
  };
}

/**
 * The widest hairline a head carries: how far its corners may lie from the midline, mm, with the
 * mid-frontal point where it is asked for. 0 where the head has no forehead there.
 */
export function widestHairlineMm(given: Head, midFrontalMm: number): number {
  return mostHalfWidthMm(steadyHead(given), surfaceOf(given.mesh), midFrontalMm);
}

/** Length over which waves fade out towards the mid-frontal point and the sideburns, mm. */
const FADE_MM = 14;
/** A point that a hand put somewhere stays there: waves begin again beside it, mm. */
const HELD_MM = 9;

/** The front as indices of its line: the middle, points that are held, and what lies each side. */
interface Front {
  readonly middle: number;
  readonly held: readonly number[];
  /** How much longer a move by hand made the piece after each point of the line. */
  readonly stretch: readonly number[];
  readonly halves: readonly { readonly end: number; readonly corner: number }[];
}

/** Waves are counted along the line of the rules: where nothing was moved, none shifts along it. */
function stretches(points: readonly LaidPoint[], knots: readonly number[]): number[] {
  return points.flatMap((point, i) => {
    const next = points[(i + 1) % points.length]!;
    const byRule = distance(point.ruleMm, next.ruleMm);
    const untouched = !point.moved && !next.moved;
    // A move onto the very place of the next point leaves a piece that has no length to count by.
    const times = untouched
      ? 1
      : Math.max(0.1, distance(point.positionMm, next.positionMm) / byRule);
    const pieces = (knots[i + 1] ?? knots[i]! + 1) - knots[i]!;
    return new Array<number>(pieces).fill(times);
  });
}

/** Moves the front across itself by slow and fast waves, mirrored but for the asymmetry. */
function withWaves(
  surface: Surface,
  laid: readonly SurfacePoint[],
  front: Front,
  { macroMm, microMm, asymmetryMm, seed }: HairlineNumbers,
): Vec3[] {
  const line = laid.map(({ pointMm }) => pointMm);
  const moved = [...line];
  for (const [stream, { end, corner }] of front.halves.entries()) {
    const step = end < front.middle ? -1 : 1;
    const along = [0];
    for (let i = front.middle; i !== end; i += step) {
      const piece = distance(line[i]!, line[i + step]!) / front.stretch[Math.min(i, i + step)]!;
      along.push(along[along.length - 1]! + piece);
    }
    const total = along[along.length - 1]!;
    const cornerAt = along[Math.abs(corner - front.middle)]!;
    const heldAt = front.held.flatMap((i) => along[(i - front.middle) * step] ?? []);
    for (let i = front.middle, k = 0; i !== end + step; i += step, k++) {
      const at = along[k]!;
      const shared =
        macroMm * waveNoise(at, 28, seed, 2, true) + microMm * waveNoise(at, 6, seed, 3, false);
      // Mirrored waves alone look printed: the sides drift apart by part of the asymmetry.
      const own = 0.35 * asymmetryMm * waveNoise(at, 40, seed, 10 + stream, true);
      const ends = smoothstep(0, FADE_MM, at) * smoothstep(0, FADE_MM, total - at);
      // The edge of the temple hair is smoother than the forehead's: half the waves there.
      const free = heldAt.reduce(
        (share, mm) => share * smoothstep(0, HELD_MM, Math.abs(at - mm)),
        1,
      );
      const fade = free * ends * (1 - 0.5 * smoothstep(cornerAt, cornerAt + 20, at));
      const before = line[i - 1] ?? line[i]!;
      const after = line[i + 1] ?? line[i]!;
      const across = acrossLine(surface, before, laid[i]!, after);
      moved[i] = nearestPoint(surface, add(line[i]!, scale(across, fade * (shared + own)))).pointMm;
    }
  }
  return moved;
}

/** Unit direction on the skin at right angles to the line, back into the hair. */
function acrossLine(surface: Surface, before: Vec3, { triangle }: SurfacePoint, after: Vec3): Vec3 {
  const [a, b, c] = [0, 1, 2].map((k) =>
    pointAt(surface.positionsMm, surface.triangles[3 * triangle + k]!),
  ) as [Vec3, Vec3, Vec3];
  const normal = cross(sub(b, a), sub(c, a));
  const across = cross(sub(after, before), normal);
  return length(across) > 0 ? unit(across) : [0, 0, 0];
}
