import { hermite, type Knots } from '../base/curves.ts';
import type { Vec3 } from '../base/vec3.ts';
import type { Surface } from '../surface/topology.ts';
import type { LandmarkName } from './head.ts';

/**
 * Lower edge of the scalp around the head: minus the cosine of the direction (-1 straight ahead),
 * and millimetres above the tragion on a mean head. The same edge as the sculpture's, generous in
 * front, so that a hairline can be drawn low.
 */
const LOWER_EDGE: Knots = [
  [-1, 72],
  [-0.94, 71],
  [-0.81, 64],
  [-0.695, 50],
  [-0.602, 32],
  [-0.515, 14],
  [-0.407, 0],
  [0, -2],
  [0.375, -12],
  [0.616, -32],
  [0.819, -44],
  [1, -47],
];
/** The pole of those directions lies this far behind the tragions, mm. */
const POLE_BACK_MM = 5;
/** The inion of a mean head stands this far above the tragion, mm: a click elsewhere shifts the nape. */
const INION_Y_MM = 12.7;

/**
 * 1 per vertex where hair can grow on a scalp, or pigment stand in for it: above the face, around
 * the ears, down to the nape.
 */
export function scalpMask(
  surface: Surface,
  ears: Uint8Array,
  landmarks: Readonly<Record<LandmarkName, Vec3>>,
  size: number,
): Uint8Array {
  const edge = hermite(LOWER_EDGE);
  const { positionsMm: p } = surface;
  const { tragionLeft, tragionRight, inion } = landmarks;
  const earY = (tragionLeft[1] + tragionRight[1]) / 2;
  const earZ = (tragionLeft[2] + tragionRight[2]) / 2;
  const napeShift = inion[1] - earY - INION_Y_MM * size;
  const bare = grown(surface, ears);
  return Uint8Array.from({ length: surface.vertexCount }, (_, v) => {
    if (bare[v]) return 0;
    const x = p[3 * v]!;
    const z = p[3 * v + 2]! - earZ + POLE_BACK_MM * size;
    const behind = -z / Math.sqrt(x * x + z * z);
    const shift = behind > 0.375 ? (napeShift * (behind - 0.375)) / 0.625 : 0;
    return p[3 * v + 1]! - earY < size * edge(behind) + shift ? 0 : 1;
  });
}

/** The ears and the bare skin one triangle around them. */
function grown({ triangles }: Surface, ears: Uint8Array): Uint8Array {
  const out = ears.slice();
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = triangles.subarray(t, t + 3);
    if (corners.some((v) => ears[v] === 1)) for (const v of corners) out[v] = 1;
  }
  return out;
}
