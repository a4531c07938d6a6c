import { hashWords } from '../base/hash.ts';
import type { Vec3 } from '../base/vec3.ts';
import { add, distance, scale, sub } from '../base/vec3.ts';

/** A curve through points: each stretch is cut into pieces of about `stepMm`. */
export interface Spline {
  readonly points: readonly Vec3[];
  /** Index in `points` of each control point. */
  readonly knots: readonly number[];
}

/**
 * Closed centripetal Catmull-Rom curve through control points (Barry & Goldman 1988 form).
 *
 * Centripetal knots neither loop nor overshoot at sharp corners, and need only square roots.
 */
export function closedSpline(controls: readonly Vec3[], stepMm: number): Spline {
  const count = controls.length;
  const points: Vec3[] = [];
  const knots: number[] = [];
  for (let i = 0; i < count; i++) {
    const p = [-1, 0, 1, 2].map((k) => controls[(i + k + count) % count]!);
    const pieces = Math.max(1, Math.ceil(distance(p[1]!, p[2]!) / stepMm));
    knots.push(points.length);
    const t: number[] = [0];
    for (let k = 1; k < 4; k++) t.push(t[k - 1]! + Math.sqrt(distance(p[k - 1]!, p[k]!)));
    for (let k = 0; k < pieces; k++) {
      points.push(barryGoldman(p, t, t[1]! + ((t[2]! - t[1]!) * k) / pieces));
    }
  }
  return { points, knots };
}

function barryGoldman(p: readonly Vec3[], t: readonly number[], at: number): Vec3 {
  let row = [...p];
  for (let level = 1; level <= 3; level++) {
    const next: Vec3[] = [];
    for (let i = 0; i + 1 < row.length; i++) {
      // The last blend is always over the middle stretch.
      const from = level === 3 ? t[1]! : t[i]!;
      const to = level === 3 ? t[2]! : t[i + level]!;
      const share = (at - from) / (to - from);
      next.push(add(row[i]!, scale(sub(row[i + 1]!, row[i]!), share)));
    }
    row = next;
  }
  return row[0]!;
}

/** Flat xyz array of points. */
export function flat(points: readonly Vec3[]): Float64Array {
  const xyz = new Float64Array(3 * points.length);
  points.forEach((point, i) => {
    xyz.set(point, 3 * i);
  });
  return xyz;
}

/**
 * Smooth noise along a line, -1 to 1: a hashed value every half wavelength, eased between.
 *
 * @param at - Place along the line, mm.
 * @param waveMm - One rise and fall.
 * @param even - Crests and hollows take turns, so that there is a wave everywhere.
 */
export function waveNoise(
  at: number,
  waveMm: number,
  seed: number,
  stream: number,
  even: boolean,
): number {
  const place = (at / waveMm) * 2;
  const cell = Math.floor(place);
  const t = place - cell;
  const ease = t * t * (3 - 2 * t);
  const from = knot(cell);
  return from + (knot(cell + 1) - from) * ease;

  function knot(index: number): number {
    const share = (hashWords(seed, stream, index | 0) >>> 8) / 0x1000000;
    if (!even) return 2 * share - 1;
    return (0.4 + 0.6 * share) * (index % 2 === 0 ? 1 : -1);
  }
}
