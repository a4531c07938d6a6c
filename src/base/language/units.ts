import { numberWords, shortNumber } from './formats.ts';
import { say } from './say.ts';

/**
 * What lengths of a head, areas and densities are told in. Depths, dots and needles are told in mm everywhere:
 * needles are sold by it, and schools teach by it.
 */
export const UNIT_SYSTEMS = ['metric', 'inch'] as const;

export type UnitSystem = (typeof UNIT_SYSTEMS)[number];

/** One inch, mm; one square inch, cm². Exact, by the international yard and pound agreement of 1959. */
const MM_PER_IN = 25.4;
export const CM2_PER_IN2 = 6.4516;

let told: UnitSystem = 'metric';

/** What is told from now on. */
export function tellIn(units: UnitSystem): void {
  told = units;
}

/** What lengths, areas and densities are told in. */
export function unitSystem(): UnitSystem {
  return told;
}

/** An area: "123 cm²", "19.1 in²". */
export function areaWords(areaCm2: number, decimals = 0): string {
  return told === 'metric'
    ? say('{count} cm²', { count: numberWords(areaCm2, decimals) })
    : say('{count} in²', { count: numberWords(areaCm2 / CM2_PER_IN2, decimals + 1) });
}

/** Dots on an area: "80 dots/cm²", "516 dots/in²". */
export function densityWords(perCm2: number): string {
  return told === 'metric'
    ? say('{count} dots/cm²', { count: numberWords(perCm2, 0) })
    : say('{count} dots/in²', { count: numberWords(perCm2 * CM2_PER_IN2, 0) });
}

/** A length on a head, a tape or a line: "123.4 mm", "4.86 in". */
export function headLengthWords(mm: number, decimals = 1): string {
  return told === 'metric'
    ? say('{count} mm', { count: shortNumber(mm, decimals) })
    : say('{count} in', { count: shortNumber(mm / MM_PER_IN, decimals + 1) });
}
