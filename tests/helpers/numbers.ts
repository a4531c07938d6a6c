/** Cubic step: 0 below `from`, 1 above `to`. */
export function smooth(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The number a 16-bit float stands for. */
export function halfValue(bits: number): number {
  const exponent = (bits >> 10) & 31;
  return exponent ? (1 + (bits & 1023) / 1024) * 2 ** (exponent - 15) : (bits & 1023) * 2 ** -24;
}

/** Share of a normal distribution below z: Abramowitz and Stegun 7.1.26, to 1.5e-7. */
export function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const terms = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
  const tail = terms.reduceRight((sum, a) => (sum + a) * t, 0) * Math.exp(-x * x);
  return z < 0 ? tail / 2 : 1 - tail / 2;
}
