/**
 * The six wavelengths every spectrum is carried at, nm.
 *
 * Placed where skin and SMP pigments bend: Soret and Q bands of blood, the red edge. Weights that
 * turn six samples into XYZ are in `color/band-weights.ts`.
 */
export const BANDS_NM = [420, 450, 500, 540, 590, 630] as const;

/** Number of bands. */
export const BAND_COUNT = BANDS_NM.length;
