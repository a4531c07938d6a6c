import type { Vec3 } from '../base/vec3.ts';

/** So many directions, evenly spread: a golden spiral. */
export function evenDirections(count: number): Vec3[] {
  return Array.from({ length: count }, (_, i) => {
    const y = 1 - (2 * i + 1) / count;
    const ring = Math.sqrt(1 - y * y);
    const turn = i * Math.PI * (3 - Math.sqrt(5));
    return [ring * Math.cos(turn), y, ring * Math.sin(turn)];
  });
}
