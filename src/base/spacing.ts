// How far dots stand apart and how many of them a square centimetre holds: one quantity, told in
// two ways. Light is averaged over a lattice of the exact distance. People are taught a rounded
// one, with which plans of the first version were turned into densities; those densities decide
// dots, so the rounded number has to stay what it is.

/** Distance between neighbours of a triangular lattice, mm: each dot has √3/2 of its square. */
export function latticeSpacingMm(dotsPerCm2: number): number {
  return Math.sqrt((2 / Math.sqrt(3)) * (100 / dotsPerCm2));
}

/**
 * The same as it is taught, over the root of the dots per cm², mm: 0.4 percent below the exact
 * 10.7457. Law of follicular spacing by Jimenez & Ruifernandez, after Cole.
 */
export const TAUGHT_SPACING_MM = 10.7;

/** Distance between neighbours as it is taught, mm. */
export function taughtSpacingMm(dotsPerCm2: number): number {
  return TAUGHT_SPACING_MM / Math.sqrt(dotsPerCm2);
}

/** Dots per cm² at a distance, mm: the inverse of {@link taughtSpacingMm}. */
export function taughtDensity(spacingMm: number): number {
  return (TAUGHT_SPACING_MM / spacingMm) ** 2;
}
