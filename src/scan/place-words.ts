import type { Vec3 } from '../base/vec3.ts';

/** Where on a head a point is, mm in its frame, in everyday words. */
export function placeWords([x, y, z]: Vec3): string {
  const side = x > 35 ? ' on the left' : x < -35 ? ' on the right' : '';
  if (y < -40) return z > 20 ? `below the chin${side}` : `at the neck${side}`;
  if (y > 95) return `on top of the head${side}`;
  if (z > 50) return `${y > 25 ? 'at the forehead' : 'in the face'}${side}`;
  if (z < -50) return `at the back of the head${side}`;
  return side ? `beside the ear${side}` : 'inside the head';
}
