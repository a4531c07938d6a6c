// Weights that turn reflectance at the six bands into XYZ under D65, 2 degree observer.
//
// Reference weights, N = 6, fitted with linear least squares to half of 706 spectra (100 NIST skin
// spectra, doi 10.18434/M38597, and model skin with pigment). Only for skin-like spectra: they do
// not balance a white.

/** One row a band, in the order of `BANDS_NM`: the share of X, Y and Z. */
export const BAND_WEIGHTS: readonly (readonly [x: number, y: number, z: number])[] = [
  [0.056499, 0.023948, 0.233052],
  [0.106057, -0.011707, 0.571995],
  [0.013373, 0.170455, 0.328771],
  [0.159197, 0.409188, -0.038373],
  [0.351618, 0.31343, -0.005911],
  [0.264629, 0.096502, -0.001068],
];
