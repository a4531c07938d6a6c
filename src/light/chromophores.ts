import {
  ABSORPTION_FIRST_NM,
  DEOXY_EXTINCTION,
  HAEMOGLOBIN_STEP_NM,
  OXY_EXTINCTION,
  WATER_PER_CM,
  WATER_STEP_NM,
} from './absorption-data.ts';

/**
 * Absorption of whole blood in vessels, 1/mm.
 *
 * 150 g/L haemoglobin of 64500 g/mol (Prahl, OMLC). A vessel shades its own core, so blood in
 * vessels absorbs less than the same blood spread out (Svaasand 1995, van Veen 2002).
 *
 * @param oxygenSaturation - 0 to 1.
 * @param vesselRadiusMm - 0 for spread-out blood.
 */
export function bloodPerMm(
  wavelengthNm: number,
  oxygenSaturation: number,
  vesselRadiusMm: number,
): number {
  const oxy = sample(OXY_EXTINCTION, HAEMOGLOBIN_STEP_NM, wavelengthNm);
  const deoxy = sample(DEOXY_EXTINCTION, HAEMOGLOBIN_STEP_NM, wavelengthNm);
  const extinction = oxygenSaturation * oxy + (1 - oxygenSaturation) * deoxy;
  const wholePerMm = ((Math.LN10 * extinction * 150) / 64500) * MM_PER_CM;
  const opticalDiameter = 2 * wholePerMm * vesselRadiusMm;
  if (opticalDiameter < 1e-6) return wholePerMm;
  return (wholePerMm * -Math.expm1(-opticalDiameter)) / opticalDiameter;
}

/**
 * Absorption inside a melanosome, 1/mm.
 *
 * Eumelanin 6.6e11 nm^-3.33 (Jacques 1998, OMLC); pheomelanin 2.9e15 nm^-4.75 (Donner & Jensen
 * 2006). Both 1/cm.
 *
 * @param pheomelaninShare - 0 to 1 of the melanosome volume.
 */
export function melanosomePerMm(wavelengthNm: number, pheomelaninShare: number): number {
  const eumelanin = 6.6e11 * wavelengthNm ** -3.33;
  const pheomelanin = 2.9e15 * wavelengthNm ** -4.75;
  return (eumelanin + pheomelaninShare * (pheomelanin - eumelanin)) * MM_PER_CM;
}

/** Absorption of skin without blood and melanin, 1/mm. Jacques 1998, OMLC. */
export function baselinePerMm(wavelengthNm: number): number {
  return (0.244 + 85.3 * Math.exp(-(wavelengthNm - 154) / 66.2)) * MM_PER_CM;
}

/** Absorption of water, 1/mm. Segelstein 1981. */
export function waterPerMm(wavelengthNm: number): number {
  return sample(WATER_PER_CM, WATER_STEP_NM, wavelengthNm) * MM_PER_CM;
}

// Tables and formulae are per centimetre, this project per millimetre.
const MM_PER_CM = 0.1;

// Linear between samples; held at the ends of the table, 380 and 780 nm.
function sample(table: readonly number[], stepNm: number, wavelengthNm: number): number {
  const last = table.length - 1;
  const at = Math.min(last, Math.max(0, (wavelengthNm - ABSORPTION_FIRST_NM) / stepNm));
  const low = Math.min(last - 1, Math.floor(at));
  return table[low]! + (at - low) * (table[low + 1]! - table[low]!);
}
