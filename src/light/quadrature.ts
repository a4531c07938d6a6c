/** Nodes and weights of a rule on 0 to 1, in cosines of the polar angle. */
export interface Quadrature {
  /** Rising; the last is 1, the normal. */
  readonly cosines: Float64Array;
  readonly weights: Float64Array;
  /** Fresnel reflectance seen from inside at each cosine. */
  readonly reflectance: Float64Array;
  /** sqrt(cosine * weight): radiance times these makes the matrices of transport symmetric. */
  readonly scales: Float64Array;
}

/**
 * Directions for light in layers below a flat surface.
 *
 * Split at the critical angle, so that no rule crosses the kink where light starts to escape:
 * Gauss below, Radau (which owns the normal) above. Prahl, van Gemert & Welch 1993, Appl. Opt.
 * 32:559, section 3.
 *
 * @param index - Of the medium, against air; 1 gives one Radau rule.
 * @param count - Directions in each hemisphere, even.
 */
export function quadrature(index: number, count: number): Quadrature {
  const cosines = new Float64Array(count);
  const weights = new Float64Array(count);
  // A vanishing interval would have cosines near 0; so close to air there is no kink to speak of.
  const critical = index < 1.001 ? 0 : Math.sqrt(1 - 1 / (index * index));
  const below = critical > 0 ? count / 2 : 0;
  if (below > 0) place(gauss(below), 0, critical, cosines, weights, 0);
  place(radau(count - below), critical, 1, cosines, weights, below);
  return {
    cosines,
    weights,
    reflectance: cosines.map((mu) => fresnel(index, mu)),
    scales: cosines.map((mu, i) => Math.sqrt(mu * weights[i]!)),
  };
}

/**
 * Reflectance of unpolarised light that meets the surface from inside.
 *
 * @param index - Of the medium, against air.
 * @param cosine - Of the angle inside, against the normal.
 */
export function fresnel(index: number, cosine: number): number {
  const sineOutside2 = index * index * (1 - cosine * cosine);
  if (sineOutside2 >= 1) return 1;
  const outside = Math.sqrt(1 - sineOutside2);
  const s = (index * cosine - outside) / (index * cosine + outside);
  const p = (cosine - index * outside) / (cosine + index * outside);
  return (s * s + p * p) / 2;
}

/** Nodes and weights. */
export type Rule = readonly [nodes: Float64Array, weights: Float64Array];

function place(
  [nodes, nodeWeights]: Rule,
  from: number,
  to: number,
  cosines: Float64Array,
  weights: Float64Array,
  offset: number,
): void {
  nodes.forEach((x, i) => {
    cosines[offset + i] = from + ((to - from) * (x + 1)) / 2;
    weights[offset + i] = ((to - from) * nodeWeights[i]!) / 2;
  });
}

// Legendre polynomials of degree `count` and `count - 1` at `x`.
function legendrePair(count: number, x: number): [number, number] {
  let low = 1;
  let high = x;
  for (let k = 2; k <= count; k++)
    [low, high] = [high, ((2 * k - 1) * x * high - (k - 1) * low) / k];
  return [high, low];
}

/** Gauss-Legendre nodes and weights on -1 to 1, rising; by Newton from the cosine estimate. */
export function gauss(count: number): Rule {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 50; step++) {
      const [p, q] = legendrePair(count, x);
      slope = (count * (x * p - q)) / (x * x - 1);
      const move = p / slope;
      x -= move;
      if (Math.abs(move) < 1e-15) break;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return [nodes, weights];
}

// Gauss-Radau nodes on -1 to 1 with a node at 1. The others are the roots of
// (P_n - P_(n-1)) / (x - 1) (Abramowitz & Stegun 25.4.31, mirrored), found by bisection between
// sign changes: Newton would need estimates that are safe near the end.
function radau(count: number): Rule {
  const value = (x: number) => {
    const [p, q] = legendrePair(count, x);
    return p - q;
  };
  const nodes: number[] = [];
  const scan = 64 * count;
  let left = -1;
  for (let i = 1; i < scan; i++) {
    // Scanned in angle: nodes crowd at the ends like cosines.
    const right = -Math.cos((Math.PI * i) / scan);
    if (value(left) * value(right) < 0) nodes.push(bisect(value, left, right));
    left = right;
  }
  nodes.push(1);
  const weights = nodes.map((x) => {
    const [, q] = legendrePair(count, x);
    return x === 1 ? 2 / (count * count) : (1 + x) / (count * count * q * q);
  });
  return [Float64Array.from(nodes), Float64Array.from(weights)];
}

function bisect(value: (x: number) => number, from: number, to: number): number {
  let left = from;
  let right = to;
  const sign = value(left) > 0 ? 1 : -1;
  for (let step = 0; step < 60; step++) {
    const middle = (left + right) / 2;
    if (value(middle) * sign > 0) left = middle;
    else right = middle;
  }
  return (left + right) / 2;
}
