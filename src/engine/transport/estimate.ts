/** A mean and how far it may be off: one standard deviation of the mean. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/**
 * Mean and standard error of a ratio of two sums that were taken batch by batch, the same photons
 * in both. By leaving one batch out at a time (jackknife), so what the two share cancels.
 */
export function ratioOf(above: ArrayLike<number>, below: ArrayLike<number>): Estimate {
  const batches = above.length;
  let sumAbove = 0;
  let sumBelow = 0;
  for (let b = 0; b < batches; b++) {
    sumAbove += above[b]!;
    sumBelow += below[b]!;
  }
  if (sumBelow === 0) return { value: Number.NaN, standardError: Number.NaN };
  const value = sumAbove / sumBelow;
  let squares = 0;
  for (let b = 0; b < batches; b++) {
    const left = (sumAbove - above[b]!) / (sumBelow - below[b]!);
    squares += (left - value) ** 2;
  }
  return { value, standardError: Math.sqrt(((batches - 1) / batches) * squares) };
}
