/*
 * Where a dot's profile is tabulated: some nodes inside its edge, two close together over it, the
 * rest outside, out to the reach. `shaders/lib/response.wgsl` has the same.
 */

/** Radial samples of a dot. */
export const NODES = 16;
/** Past this a dot's halo is carried by the vertices, mm. */
export const REACH_MM = 1.2;
/** Node just inside the edge; the next one is just outside. */
const EDGE_NODE = 4;
/** How far from the edge those two are, as a share of the radius. */
const EDGE_PART = 0.02;
/** Steps outside the edge. */
const OUTSIDE = NODES - 2 - EDGE_NODE;

/** Distance of a node from the axis of a dot, mm. */
export function nodeRadiusMm(node: number, radiusMm: number): number {
  const innerMm = radiusMm * (1 - EDGE_PART);
  const outerMm = radiusMm * (1 + EDGE_PART);
  // Crowded towards the edge, where a shallow dot falls off.
  if (node <= EDGE_NODE) return innerMm * Math.cbrt(node / EDGE_NODE);
  return outerMm + (REACH_MM - outerMm) * ((node - EDGE_NODE - 1) / OUTSIDE) ** 2;
}

/** Place of a distance among the nodes, as a fraction; the last node from the reach on. */
export function nodeAt(lateralMm: number, radiusMm: number): number {
  const innerMm = radiusMm * (1 - EDGE_PART);
  const outerMm = radiusMm * (1 + EDGE_PART);
  if (lateralMm <= innerMm) return EDGE_NODE * (lateralMm / innerMm) ** 3;
  if (lateralMm < outerMm) return EDGE_NODE + (lateralMm - innerMm) / (outerMm - innerMm);
  const part = Math.min(1, (lateralMm - outerMm) / (REACH_MM - outerMm));
  return EDGE_NODE + 1 + OUTSIDE * Math.sqrt(part);
}
