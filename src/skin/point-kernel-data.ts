// How far a point absorber in skin type II darkens the surface, by depth and wavelength.
//
// Monte Carlo with stored path lengths, 1e6 photons per wavelength, by a C program that is not part
// of this repository: seven-layer skin II, flat surface n = 1.40, diffuse light, camera along the
// normal. To be replaced by tables from our own transport kernel.
//
// Resolution: the radial bins near the axis are 10 to 31 um wide, so a half width of 30 um means
// "not resolved".

/** One depth and wavelength of the point-absorber table. */
export interface PointKernelRow {
  readonly wavelengthNm: number;
  readonly depthMm: number;
  /** Lateral integral, -d(ln R)/d(mu_a dz) of a whole sheet, no unit. */
  readonly sheet: number;
  /** Radius that holds half of the lateral integral, mm. */
  readonly r50Mm: number;
  /** Radius that holds four fifths of the lateral integral, mm. */
  readonly r80Mm: number;
  /** Radius at which the kernel falls to half of its mean over r < 31 um, mm. */
  readonly halfWidthMm: number;
  /** Mean of the kernel over r < 31 um, 1/mm2. */
  readonly peakPerMm2: number;
}

// Columns: wavelength nm, depth um, lateral integral, r50 um, r80 um, half width um, peak 1/cm2.
const TABLE: readonly (readonly [number, number, number, number, number, number, number])[] = [
  [450, 50, 3.5, 131, 380, 31, 20360],
  [450, 90, 2.998, 177, 436, 37, 10050],
  [450, 150, 2.351, 235, 511, 62, 3118],
  [450, 210, 1.716, 285, 577, 103, 1116],
  [450, 310, 1.047, 363, 689, 186, 307.4],
  [450, 410, 0.7304, 436, 802, 275, 123.3],
  [450, 510, 0.4908, 501, 889, 334, 60.16],
  [450, 610, 0.3301, 559, 982, 428, 28.26],
  [450, 810, 0.1469, 663, 1130, 522, 8.854],
  [450, 1010, 0.06317, 758, 1275, 687, 2.475],
  [450, 1210, 0.02574, 836, 1389, 707, 0.9061],
  [550, 50, 4.245, 208, 607, 30, 21650],
  [550, 90, 3.908, 255, 658, 34, 12450],
  [550, 150, 3.385, 314, 726, 50, 4704],
  [550, 210, 2.793, 365, 798, 77, 1909],
  [550, 310, 2.048, 453, 920, 153, 563.2],
  [550, 410, 1.614, 534, 1032, 252, 235.8],
  [550, 510, 1.228, 609, 1136, 350, 115.7],
  [550, 610, 0.9272, 674, 1234, 430, 64.83],
  [550, 810, 0.5207, 794, 1402, 562, 24.11],
  [550, 1010, 0.2859, 900, 1568, 668, 9.923],
  [550, 1210, 0.1493, 1006, 1723, 739, 4.2],
  [650, 50, 5.596, 453, 1334, 29, 22260],
  [650, 90, 5.704, 506, 1400, 32, 14750],
  [650, 150, 5.71, 575, 1500, 42, 6790],
  [650, 210, 5.54, 644, 1597, 60, 3204],
  [650, 310, 5.141, 759, 1765, 118, 1087],
  [650, 410, 4.725, 865, 1944, 219, 470.5],
  [650, 510, 4.31, 975, 2095, 335, 258.7],
  [650, 610, 3.909, 1072, 2278, 456, 158.4],
  [650, 810, 3.202, 1272, 2589, 661, 76.66],
  [650, 1010, 2.594, 1465, 2928, 794, 45.21],
  [650, 1210, 2.078, 1667, 3238, 963, 26.19],
];

/** The table, rows of one wavelength together, depth rising. */
export const POINT_KERNEL: readonly PointKernelRow[] = TABLE.map(
  ([wavelengthNm, depthUm, sheet, r50Um, r80Um, halfWidthUm, peakPerCm2]) => ({
    wavelengthNm,
    depthMm: depthUm / 1000,
    sheet,
    r50Mm: r50Um / 1000,
    r80Mm: r80Um / 1000,
    halfWidthMm: halfWidthUm / 1000,
    peakPerMm2: peakPerCm2 / 100,
  }),
);
