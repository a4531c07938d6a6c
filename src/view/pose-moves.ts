import { Vector3 } from 'three/webgpu';
import type { Pose } from './view-api.ts';

/** Nearest the eye may come to the skin it looks at, mm, and farthest. */
export const CLOSEST_MM = 6;
export const FARTHEST_MM = 3600;

/** The eye further from its target by a factor, within what is allowed. */
export function armTimes(pose: Pose, factor: number): Pose {
  const target = new Vector3(...pose.targetMm);
  const off = new Vector3(...pose.eyeMm).sub(target);
  const distance = Math.min(FARTHEST_MM, Math.max(CLOSEST_MM, off.length() * factor));
  const eye = off.setLength(distance).add(target);
  return { ...pose, eyeMm: [eye.x, eye.y, eye.z] };
}

/** A pose between two: the target goes straight, the eye swings round it. */
export function between(from: Pose, to: Pose, share: number): Pose {
  const mix = (a: number, b: number) => a + share * (b - a);
  const target = [0, 1, 2].map((i) => mix(from.targetMm[i]!, to.targetMm[i]!));
  const arm = (pose: Pose) => new Vector3(...pose.eyeMm).sub(new Vector3(...pose.targetMm));
  const [a, b] = [arm(from), arm(to)];
  const angle = (v: Vector3) => Math.atan2(v.x, v.z);
  const turn = ((angle(b) - angle(a) + 3 * Math.PI) % (2 * Math.PI)) - Math.PI;
  const across = angle(a) + share * turn;
  const ring = mix(Math.hypot(a.x, a.z), Math.hypot(b.x, b.z));
  return {
    eyeMm: [
      target[0]! + ring * Math.sin(across),
      target[1]! + mix(a.y, b.y),
      target[2]! + ring * Math.cos(across),
    ],
    targetMm: target as unknown as Pose['targetMm'],
    fovDeg: mix(from.fovDeg, to.fovDeg),
  };
}
