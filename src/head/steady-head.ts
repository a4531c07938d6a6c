import type { Vec3 } from '../base/vec3.ts';
import type { Head, LandmarkName } from './head.ts';

/**
 * The same head with its landmarks on whole micrometres.
 *
 * Landmarks come from clicks and fits whose last digits may differ between engines; the fields
 * that follow from them decide dots and must not.
 */
export function steadyHead(head: Head): Head {
  const landmarks = Object.fromEntries(
    Object.entries(head.landmarks).map(([name, point]) => [
      name,
      point.map((mm) => Math.round(mm * 1000) / 1000),
    ]),
  ) as unknown as Record<LandmarkName, Vec3>;
  return { ...head, landmarks };
}
