import { namesOf } from '../base/records.ts';

/** Units that scans are written in, mm each. */
export const UNITS = { mm: 1, cm: 10, in: 25.4, m: 1000 } as const;

export type UnitName = keyof typeof UNITS;

/** A unit is believed if the head then is at most this much larger or smaller than a mean one. */
const PLAUSIBLE = 1.35;

/** Whether a head may be so large, children and giants included. */
export function isPlausible(mmPerUnit: number, meanMmPerUnit: number): boolean {
  const ratio = mmPerUnit / meanMmPerUnit;
  return Math.max(ratio, 1 / ratio) <= PLAUSIBLE;
}

/** The unit in which a head that looks so large would be nearest to a mean head. */
export function guessUnit(mmPerUnit: number): UnitName | undefined {
  const off = (name: UnitName) => {
    const ratio = UNITS[name] / mmPerUnit;
    return Math.max(ratio, 1 / ratio);
  };
  const names = namesOf(UNITS);
  const best = names.reduce((a, b) => (off(b) < off(a) ? b : a));
  return isPlausible(UNITS[best], mmPerUnit) ? best : undefined;
}

/** The name of a unit, or how many millimetres it has. */
export function unitWords(mmPerUnit: number): string {
  const name = namesOf(UNITS).find((unit) => UNITS[unit] === mmPerUnit);
  return name ?? `${Number(mmPerUnit.toPrecision(4))} mm`;
}
