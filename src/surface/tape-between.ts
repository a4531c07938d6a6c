import type { Vec3 } from '../base/vec3.ts';
import { add, cross, distance, dot, length, scale, sub, unit } from '../base/vec3.ts';
import type { Surface } from './topology.ts';
import { tracePlane } from './trace-plane.ts';

/** Length of a tape laid from one point to another in the plane through the head's middle, mm. */
export function tapeBetween(surface: Surface, a: Vec3, b: Vec3, centre: Vec3): number {
  const chord = distance(a, b);
  const normal = cross(sub(a, centre), sub(b, centre));
  if (!(length(normal) > 0) || chord === 0) return chord;
  const path = tracePlane(surface, a, unit(normal), sub(b, a), 1.7 * chord + 10);
  let walked = 0;
  let best = { gap: chord, mm: chord };
  for (let i = 1; i < path.length; i++) {
    const [p, q] = [path[i - 1]!.pointMm, path[i]!.pointMm];
    const step = sub(q, p);
    const size = dot(step, step);
    const share = size > 0 ? Math.min(1, Math.max(0, dot(sub(b, p), step) / size)) : 0;
    const gap = distance(add(p, scale(step, share)), b);
    if (gap < best.gap) best = { gap, mm: walked + share * Math.sqrt(size) };
    walked += Math.sqrt(size);
  }
  return best.mm;
}
