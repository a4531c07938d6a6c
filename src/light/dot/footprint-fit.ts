import { solve } from '../../base/matrix.ts';
import { scaledBessel } from './bessel.ts';
import { RING_EDGES_MM, RINGS } from './footprint-tally.ts';

/**
 * Width of the eight Gaussians every dot response is made of, mm.
 *
 * Fixed for all depths, bands and skins, so that a shader can keep eight exponentials per dot. From
 * light that is still a beam just under the surface to the red halo of deep pigment, equal steps
 * in ratio.
 */
export const SIGMAS_MM: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7].map(
  (i) => 0.01 * (1.8 / 0.01) ** (i / 7),
);

/**
 * Share of the lateral integral each Gaussian carries: not negative, sums to 1.
 *
 * What is fitted is the footprint as the narrowest dot sees it, smoothed by `DOT_SIGMA_MM`: 10 percent
 * of its own value counts as much as 1 percent of the value at the axis. And the light inside each
 * radius, so that fields of dots come out with their halos.
 *
 * @param rings - Share of the integral in each ring of `RING_EDGES_MM` and beyond; sums to 1.
 */
export function fitShares(rings: Float64Array): Float64Array {
  const target = PLACES_MM.map((_, j) => {
    let sum = 0;
    for (let ring = 0; ring < RINGS - 1; ring++) sum += rings[ring]! * SEEN[j]![ring]!;
    return sum;
  });
  const equations: Equation[] = PLACES_MM.map((_, j) => ({
    row: MODEL[j]!,
    value: target[j]!,
    weight: 1 / (0.1 * target[j]! + 0.01 * target[0]!),
  }));
  equations.push(...insideEquations(rings).filter((_, ring) => ring % 4 === 0));
  return normalised(equations);
}

function insideEquations(rings: Float64Array): Equation[] {
  let value = 0;
  return INSIDE.slice(0, RINGS - 1).map((row, ring) => {
    value += rings[ring]!;
    return { row, value, weight: 10 };
  });
}

function normalised(equations: readonly Equation[]): Float64Array {
  const whole = { row: SIGMAS_MM.map(() => 1), value: 1, weight: 100 };
  const shares = nonNegativeLeastSquares([...equations, whole]);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

interface Equation {
  readonly row: readonly number[];
  readonly value: number;
  readonly weight: number;
}

// Per axis, of an even disc of 20 um: finer than any dot.
const DOT_SIGMA_MM = 0.01;

const PLACES_MM: readonly number[] = [
  0,
  ...Array.from({ length: 30 }, (_, i) => 0.006 * 800 ** (i / 29)),
];

const MODEL: readonly (readonly number[])[] = PLACES_MM.map((place) =>
  SIGMAS_MM.map((sigma) => gaussian(place, sigma ** 2 + DOT_SIGMA_MM ** 2)),
);

// Light inside each ring's outer edge, by Gaussian.
const INSIDE: readonly (readonly number[])[] = RING_EDGES_MM.map((edge) =>
  SIGMAS_MM.map((sigma) => -Math.expm1(-0.5 * (edge / sigma) ** 2)),
);

// What a ring of total 1 gives at each place once smoothed.
const SEEN: readonly (readonly number[])[] = PLACES_MM.map((place) =>
  RING_EDGES_MM.map((outer, ring) => {
    const inner = ring === 0 ? 0 : RING_EDGES_MM[ring - 1]!;
    const STEPS = 8;
    let sum = 0;
    for (let i = 0; i < STEPS; i++) {
      // Even in area.
      const r = Math.sqrt(inner ** 2 + ((i + 0.5) / STEPS) * (outer ** 2 - inner ** 2));
      sum += smoothedRing(place, r) / STEPS;
    }
    return sum;
  }),
);

function gaussian(r: number, variance: number): number {
  return Math.exp((-0.5 * r * r) / variance) / (2 * Math.PI * variance);
}

// A thin ring under a Gaussian: exp(-(a^2 + r^2) / 2 s^2) I0(a r / s^2) / 2 pi s^2.
function smoothedRing(place: number, r: number): number {
  const variance = DOT_SIGMA_MM ** 2;
  const t = (place * r) / variance;
  return gaussian(place - r, variance) * scaledBessel(t);
}

// By trying every set of Gaussians that may be used: eight unknowns are few enough to be exact.
function nonNegativeLeastSquares(equations: readonly Equation[]): Float64Array {
  const count = SIGMAS_MM.length;
  const normal = new Float64Array(count * count);
  const right = new Float64Array(count);
  for (const { row, value, weight } of equations) {
    for (let i = 0; i < count; i++) {
      right[i]! += weight ** 2 * row[i]! * value;
      for (let j = 0; j < count; j++) normal[i * count + j]! += weight ** 2 * row[i]! * row[j]!;
    }
  }
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
