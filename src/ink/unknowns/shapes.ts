/** How a number that nobody measured may lie. */
export type Shape =
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | {
      readonly kind: 'triangular';
      readonly low: number;
      readonly mode: number;
      readonly high: number;
    }
  /** Nine in ten lie within `factor` of the median. */
  | { readonly kind: 'lognormal'; readonly median: number; readonly factor: number }
  /** Between two ends, with whole exponents: the one shape here with a round top and no tails. */
  | {
      readonly kind: 'beta';
      readonly low: number;
      readonly high: number;
      readonly a: number;
      readonly b: number;
    };

/** The value below which a share of the shape lies; 0 and 1 are held off the ends of a lognormal. */
export function quantile(shape: Shape, share: number): number {
  const u = Math.min(1, Math.max(0, share));
  switch (shape.kind) {
    case 'uniform':
      return shape.low + (shape.high - shape.low) * u;
    case 'triangular': {
      const { low, mode, high } = shape;
      const width = high - low;
      const rise = mode - low;
      return u * width < rise
        ? low + Math.sqrt(u * width * rise)
        : high - Math.sqrt((1 - u) * width * (high - mode));
    }
    case 'lognormal':
      return shape.median * shape.factor ** (normalQuantile(u) / Z95);
    case 'beta':
      return shape.low + (shape.high - shape.low) * betaQuantile(u, shape.a, shape.b);
  }
}

/** Where 95 percent of a normal distribution lie below, standard deviations. */
const Z95 = 1.6448536269514722;

/**
 * Quantile of the normal distribution (Acklam 2003, relative error below 1.2e-9), within five
 * standard deviations.
 */
export function normalQuantile(share: number): number {
  const p = Math.min(1 - 3e-7, Math.max(3e-7, share));
  if (p > 1 - LOW) return -tail(1 - p);
  if (p < LOW) return tail(p);
  const q = p - 0.5;
  return (q * polynomial(MIDDLE, q * q)) / polynomial(MIDDLE_UNDER, q * q);
}

const LOW = 0.02425;

function tail(p: number): number {
  const q = Math.sqrt(-2 * Math.log(p));
  return polynomial(TAIL, q) / polynomial(TAIL_UNDER, q);
}

// Highest power first.
const MIDDLE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const MIDDLE_UNDER = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
  1,
];
const TAIL = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
];
const TAIL_UNDER = [
  0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1,
];

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

/** By halving: with whole exponents the share below is a sum of binomial terms. */
function betaQuantile(share: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function betaBelow(x: number, a: number, b: number): number {
  const n = a + b - 1;
  let term = (1 - x) ** n;
  let below = 0;
  for (let j = 0; j <= n; j++) {
    if (j >= a) below += term;
    term = x < 1 ? (term * (n - j) * x) / ((j + 1) * (1 - x)) : j === n - 1 ? 1 : 0;
  }
  return below;
}
