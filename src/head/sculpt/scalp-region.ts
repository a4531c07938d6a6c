import { hermite, type Knots } from '../../base/curves.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';

/**
 * Lower edge of the scalp by direction around the head: degrees from straight ahead, and y in mm.
 *
 * Generous in front (45 mm up the skin from the glabella, so that a hairline can be drawn low),
 * down to the tragion in front of the ear, along the mastoid and to the nape, 50 mm below the
 * inion.
 */
const LOWER_EDGE_Y_MM: Knots = [
  [0, 72],
  [20, 71],
  [36, 64],
  [46, 50],
  [53, 32],
  [59, 14],
  [66, 0],
  [90, -2],
  [112, -12],
  [128, -32],
  [145, -44],
  [180, -47],
];
const edgeY = hermite(LOWER_EDGE_Y_MM);
/** The pole of those directions lies this far behind the tragions, mm. */
const POLE_Z_MM = -5;
/** Bare skin kept around the ear, mm. */
const EAR_MARGIN_MM = 3;

/** Whether a point of the skin is scalp or close to it, ear aside. */
export function nearScalp(x: number, y: number, z: number): boolean {
  return y > lowerEdge(x, z) - 5;
}

function lowerEdge(x: number, z: number): number {
  return edgeY((Math.atan2(x, z - POLE_Z_MM) * 180) / Math.PI);
}

/**
 * 1 per vertex where hair can grow on a scalp or pigment can stand in for it.
 *
 * @param earShare - Per vertex, how much it belongs to the ear (above 0.02 counts).
 */
export function scalpRegion(half: TriangleSoup, earShare: Float64Array): Uint8Array {
  const p = half.positions;
  const ear: number[] = [];
  for (let v = 0; v < earShare.length; v++) if (earShare[v]! > 0.02) ear.push(v);
  return Uint8Array.from({ length: p.length / 3 }, (_, v) => {
    const [x, y, z] = [p[v * 3]!, p[v * 3 + 1]!, p[v * 3 + 2]!];
    if (y < lowerEdge(x, z)) return 0;
    const nearBox = x > 55 && y < 50 && z > -60 && z < 30;
    if (!nearBox) return 1;
    return ear.some(
      (e) =>
        (p[e * 3]! - x) ** 2 + (p[e * 3 + 1]! - y) ** 2 + (p[e * 3 + 2]! - z) ** 2 <
        EAR_MARGIN_MM ** 2,
    )
      ? 0
      : 1;
  });
}
