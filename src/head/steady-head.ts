import { namesOf, recordOf } from '../base/records.ts';
import type { Vec3 } from '../base/vec3.ts';
import type { Head } from './head.ts';

/**
 * The same head with its landmarks on whole micrometres.
 *
 * Landmarks come from clicks and fits whose last digits may differ between engines; the fields
 * that follow from them decide dots and must not.
 */
export function steadyHead(head: Head): Head {
  const steady = (mm: number) => Math.round(mm * 1000) / 1000;
  const landmarks = recordOf(namesOf(head.landmarks), (name): Vec3 => {
    const [x, y, z] = head.landmarks[name];
    return [steady(x), steady(y), steady(z)];
  });
  return { ...head, landmarks };
}
