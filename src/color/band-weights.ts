// Weights that turn reflectance at the six bands into XYZ under D65, 2 degree observer.
//
// Made by `node scripts/fit-bands.mjs`, seed 20170326: half of the 100 NIST skin spectra
// (doi 10.18434/M38597) and half of 320 random model skins, bare and with pigment.
// CIEDE2000 against the full spectra, mean / 95th percentile / max:
// - NIST, fitted half: 0.14 / 0.30 / 0.43
// - NIST, held-out half: 0.13 / 0.29 / 0.34
// - model, held-out half: 0.10 / 0.29 / 0.65
// Only for skin-like spectra: they do not balance a white.

/** One row a band, in the order of `BANDS_NM`: the share of X, Y and Z. */
export const BAND_WEIGHTS: readonly (readonly [x: number, y: number, z: number])[] = [
  [0.076792, 0.0311, 0.255711],
  [0.0747, -0.017286, 0.517995],
  [0.032821, 0.178548, 0.344165],
  [0.157754, 0.388176, 0.007122],
  [0.33316, 0.320007, -0.041052],
  [0.274378, 0.098665, 0.005186],
];
