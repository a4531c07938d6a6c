import { LANGUAGES, type Language, languageFor } from '../../base/language/languages.ts';

const KEY = 'dotwork-language';

/** The language to speak: chosen on this device before, else the first the browser asks for. */
export function wantedLanguage(): Language {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    // Storage that is forbidden keeps nothing.
  }
  return LANGUAGES.find((one) => one.code === chosen) ?? languageFor(navigator.languages);
}

/** Keeps a language for the next visit. */
export function keepLanguage({ code }: Language): void {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // It is asked for again.
  }
}
