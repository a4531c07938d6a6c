/** exp(-t) I0(t) for t >= 0, to 2e-7. Abramowitz & Stegun 1964, 9.8.1 and 9.8.2. */
export function scaledBessel(t: number): number {
  const polynomial = (x: number, ...c: readonly number[]) =>
    c.reduceRight((sum, value) => sum * x + value, 0);
  if (t < 3.75) {
    const x = (t / 3.75) ** 2;
    const i0 = polynomial(x, 1, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.0360768, 0.0045813);
    return Math.exp(-t) * i0;
  }
  const x = 3.75 / t;
  return (
    polynomial(
      x,
      0.39894228,
      0.01328592,
      0.00225319,
      -0.00157565,
      0.00916281,
      -0.02057706,
      0.02635537,
      -0.01647633,
      0.00392377,
    ) / Math.sqrt(t)
  );
}
