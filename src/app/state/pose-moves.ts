import type { Pose } from '../../view/view-api.ts';

type Vec = readonly [number, number, number];

/** The pose moved sideways and up without turning, in shares of its distance. */
export function pan(pose: Pose, right: number, up: number): Pose {
  const { eyeMm, targetMm } = pose;
  const [x, y, z] = [eyeMm[0] - targetMm[0], eyeMm[1] - targetMm[1], eyeMm[2] - targetMm[2]];
  const distance = Math.hypot(x, y, z);
  const side = Math.hypot(x, z) || 1;
  const across = (right * distance) / side;
  const move: Vec = [z * across, up * distance, -x * across];
  return { ...pose, eyeMm: plus(eyeMm, move), targetMm: plus(targetMm, move) };
}

function plus(a: Vec, b: Vec): Vec {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}
