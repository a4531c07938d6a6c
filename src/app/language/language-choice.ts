import { type Language, languageFor } from '../../base/language/languages.ts';
import { OFFERED } from '../../base/language/load-language.ts';
import { UNIT_SYSTEMS, type UnitSystem } from '../../base/language/units.ts';

const LANGUAGE_KEY = 'dotwork-language';
const UNITS_KEY = 'dotwork-units';

/** The language to speak: chosen on this device before, else the first the browser asks for. */
export function wantedLanguage(): Language {
  const chosen = kept(LANGUAGE_KEY);
  return OFFERED.find(({ code }) => code === chosen) ?? languageFor(navigator.languages, OFFERED);
}

/** Keeps a language for the next visit. */
export function keepLanguage({ code }: Language): void {
  keep(LANGUAGE_KEY, code);
}

/** What lengths are told in: chosen on this device before, else metric. */
export function keptUnits(): UnitSystem {
  const chosen = kept(UNITS_KEY);
  return UNIT_SYSTEMS.find((one) => one === chosen) ?? 'metric';
}

/** Keeps the units for the next visit. */
export function keepUnits(units: UnitSystem): void {
  keep(UNITS_KEY, units);
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage that is forbidden keeps nothing.
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is asked for again.
  }
}
