import { BAND_COUNT } from '../../color/bands.ts';
import { overlapRatio, overlapTerm } from './overlap.ts';

/** R / R0 by band at a lateral distance from one dot, mm. */
export type DotProfile = (lateralMm: number) => ArrayLike<number>;

/**
 * R / R0 by band, averaged over an endless field of equal dots on a triangular lattice.
 *
 * Neighbours add up as `overlap.ts` says; what is averaged is linear light.
 *
 * @param shapes - How they add up, by band: see `overlapShape`.
 */
export function fieldRatio(
  profile: DotProfile,
  spacingMm: number,
  shapes: ArrayLike<number>,
): Float64Array {
  const terms = termTable(profile, shapes);
  const neighbours = latticePoints(spacingMm, FARTHEST_MM + spacingMm);
  // Fine enough for the core of a dot, coarse where the lattice itself is fine.
  const steps = Math.min(200, Math.max(6, Math.ceil(spacingMm / 0.02)));
  const out = new Float64Array(BAND_COUNT);
  const sum = new Float64Array(BAND_COUNT);
  for (let i = 0; i < steps; i++) {
    // Half of the cell is enough: it is its own mirror image.
    for (let j = 0; j <= i; j++) {
      const [x, y] = latticePlace((i + 0.5) / steps, (j + 0.5) / steps, spacingMm);
      sum.fill(0);
      for (const [px, py] of neighbours) addAt(terms, Math.hypot(x - px, y - py), sum);
      const weight = (i === j ? 1 : 2) / steps ** 2;
      for (let band = 0; band < BAND_COUNT; band++) {
        out[band]! += weight * overlapRatio(sum[band]!, shapes[band]!);
      }
    }
  }
  return out;
}

/** Past five widths of the footprint's widest Gaussian nothing is missing. */
const FARTHEST_MM = 9;
const NODES = 300;

// Terms at FARTHEST_MM * (i / NODES)^2: a dot is sharp in the middle, its halo is smooth.
function termTable(profile: DotProfile, shapes: ArrayLike<number>): Float64Array[] {
  return Array.from({ length: NODES + 1 }, (_, i) =>
    Float64Array.from(profile(FARTHEST_MM * (i / NODES) ** 2), (ratio, band) =>
      overlapTerm(ratio, shapes[band]!),
    ),
  );
}

function addAt(terms: readonly Float64Array[], lateralMm: number, sum: Float64Array): void {
  const at = NODES * Math.sqrt(lateralMm / FARTHEST_MM);
  const low = Math.floor(at);
  if (low >= NODES) return;
  const [from, to] = [terms[low]!, terms[low + 1]!];
  for (let band = 0; band < BAND_COUNT; band++) {
    sum[band]! += from[band]! + (at - low) * (to[band]! - from[band]!);
  }
}

function latticePlace(u: number, v: number, spacingMm: number): [x: number, y: number] {
  return [spacingMm * (u + v / 2), ((spacingMm * Math.sqrt(3)) / 2) * v];
}

function latticePoints(spacingMm: number, reachMm: number): [x: number, y: number][] {
  const rows = Math.ceil((reachMm + 2 * spacingMm) / (spacingMm * (Math.sqrt(3) / 2)));
  const points: [number, number][] = [];
  for (let v = -rows; v <= rows; v++) {
    for (let u = -2 * rows; u <= 2 * rows; u++) {
      const point = latticePlace(u, v, spacingMm);
      if (Math.hypot(...point) < reachMm + spacingMm) points.push(point);
    }
  }
  return points;
}
