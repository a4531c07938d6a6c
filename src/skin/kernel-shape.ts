import { solve } from './matrix.ts';
import { POINT_KERNEL, type PointKernelRow } from './point-kernel-data.ts';

/**
 * Width of the six Gaussians every dot response is made of, mm.
 *
 * Fixed for all depths, bands and skins, so that a shader can keep six exponentials per dot. From
 * the core of a dot just under the surface to the red halo of deep pigment, equal steps in ratio.
 * The table does not resolve the core; its width was chosen so that balls of 75 um come out as 3-D
 * Monte Carlo has them.
 */
export const SIGMAS_MM: readonly number[] = [0, 1, 2, 3, 4, 5].map(
  (i) => 0.028 * (1.8 / 0.028) ** (i / 5),
);

/** The wavelengths the lateral shape is known at in skin II, nm. */
export const SHAPE_NM: readonly number[] = [450, 550, 650];

/**
 * Share of the lateral integral that each Gaussian carries, for skin II at one of `SHAPE_NM`.
 * Not negative, sums to 1. Depths outside the Monte Carlo table (0.05 to 1.21 mm) are extrapolated.
 *
 * @param scatteringScale - Scattering relative to skin II: scales every length of the answer.
 */
export function kernelShape(
  wavelengthNm: number,
  depthMm: number,
  scatteringScale: number,
): Float64Array {
  // Transport is the same picture at another scale when all coefficients scale together.
  const row = tableAt(wavelengthNm, depthMm * scatteringScale);
  return fitGaussians({
    r50Mm: row.r50Mm / scatteringScale,
    r80Mm: row.r80Mm / scatteringScale,
    halfWidthMm: row.halfWidthMm / scatteringScale,
    coreMm: CORE_MM / scatteringScale,
    coreShare: row.coreShare,
  });
}

/** How far `sheet` falls between these depths tells absorbing bands from clear ones, mm. */
export const FALL_DEPTHS_MM = [0.09, 0.41] as const;

/** ln of that fall in skin II at each of `SHAPE_NM`: the coordinate shapes are interpolated in. */
export const SHAPE_FALL: readonly number[] = SHAPE_NM.map((wavelengthNm) =>
  Math.log(
    rowsOf(wavelengthNm).find((row) => row.depthMm === FALL_DEPTHS_MM[1])!.sheet /
      rowsOf(wavelengthNm).find((row) => row.depthMm === FALL_DEPTHS_MM[0])!.sheet,
  ),
);

// Radius of the disc the table averages its peak over.
const CORE_MM = 0.031;

interface ShapeTarget {
  readonly r50Mm: number;
  readonly r80Mm: number;
  readonly halfWidthMm: number;
  readonly coreMm: number;
  /** Share of the integral inside `coreMm`. */
  readonly coreShare: number;
}

function rowsOf(wavelengthNm: number): PointKernelRow[] {
  return POINT_KERNEL.filter((row) => row.wavelengthNm === wavelengthNm);
}

// Radii go straight in depth, the share in the core falls like an exponential.
function tableAt(wavelengthNm: number, depthMm: number) {
  const rows = rowsOf(wavelengthNm);
  let i = 0;
  while (i < rows.length - 2 && depthMm > rows[i + 1]!.depthMm) i++;
  const low = rows[i]!;
  const high = rows[i + 1]!;
  const at = (depthMm - low.depthMm) / (high.depthMm - low.depthMm);
  const line = (a: number, b: number) => Math.max(0.02, a + at * (b - a));
  const share = (row: PointKernelRow) => (row.peakPerMm2 * Math.PI * CORE_MM ** 2) / row.sheet;
  return {
    r50Mm: line(low.r50Mm, high.r50Mm),
    r80Mm: line(low.r80Mm, high.r80Mm),
    halfWidthMm: line(low.halfWidthMm, high.halfWidthMm),
    coreShare: Math.min(0.5, share(low) * (share(high) / share(low)) ** at),
  };
}

// Least squares with non-negative shares: total, r50, r80, core relative to its target, half width.
function fitGaussians(target: ShapeTarget): Float64Array {
  const inside = (radius: number) =>
    SIGMAS_MM.map((sigma) => -Math.expm1(-0.5 * (radius / sigma) ** 2));
  const core = inside(target.coreMm);
  const coreDensity = target.coreShare / (Math.PI * target.coreMm ** 2);
  const half = SIGMAS_MM.map((sigma, i) => {
    const atHalf = Math.exp(-0.5 * (target.halfWidthMm / sigma) ** 2) / (2 * Math.PI * sigma ** 2);
    return (atHalf - (0.5 * core[i]!) / (Math.PI * target.coreMm ** 2)) / coreDensity;
  });
  // A half width near the size of the table's bins is a limit, not a measurement.
  const halfWeight = target.halfWidthMm > 0.05 ? 1 : 0;
  const equations: [row: number[], value: number, weight: number][] = [
    [SIGMAS_MM.map(() => 1), 1, 10],
    [inside(target.r50Mm), 0.5, 3],
    [inside(target.r80Mm), 0.8, 3],
    [core.map((share) => share / target.coreShare), 1, 3],
    [half, 0, halfWeight],
  ];
  const shares = nonNegativeLeastSquares(equations);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

// By trying every set of Gaussians that may be used: six unknowns are few enough to be exact. A
// ridge settles what the equations leave open.
function nonNegativeLeastSquares(
  equations: readonly (readonly [row: number[], value: number, weight: number])[],
): Float64Array {
  const count = SIGMAS_MM.length;
  const normal = new Float64Array(count * count);
  const right = new Float64Array(count);
  for (const [row, value, weight] of equations) {
    for (let i = 0; i < count; i++) {
      right[i]! += weight ** 2 * row[i]! * value;
      for (let j = 0; j < count; j++) normal[i * count + j]! += weight ** 2 * row[i]! * row[j]!;
    }
  }
  for (let i = 0; i < count; i++) normal[i * count + i]! += 0.01;

  let best = new Float64Array(count);
  let lowest = Number.POSITIVE_INFINITY;
  for (let set = 1; set < 2 ** count; set++) {
    const used = SIGMAS_MM.map((_, i) => i).filter((i) => (set >> i) & 1);
    const part = Float64Array.from(used.flatMap((i) => used.map((j) => normal[i * count + j]!)));
    const value = Float64Array.from(used, (i) => right[i]!);
    const x = solve(part, value, used.length, 1);
    if (x.some((share) => share < 0)) continue;
    // At a solution of its own equations the squared error is a constant minus this product.
    const error = -x.reduce((sum, share, i) => sum + share * value[i]!, 0);
    if (error >= lowest) continue;
    lowest = error;
    best = new Float64Array(count);
    used.forEach((i, k) => {
      best[i] = x[k]!;
    });
  }
  return best;
}
