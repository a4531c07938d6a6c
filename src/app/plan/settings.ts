/** Spacing of a triangular pattern, mm, from dots per cm², and back (Jimenez & Ruifernandez). */
export function spacingMm(dotsPerCm2: number): number {
  return 10.7 / Math.sqrt(dotsPerCm2);
}

/** Dots per cm² at a spacing, mm. */
export function densityAt(spacing: number): number {
  return (10.7 / spacing) ** 2;
}
