/** A language that Dotwork speaks. */
export interface Language {
  /** As in HTML's `lang`, and the name of its file in presets/languages. */
  readonly code: string;
  /** What its speakers call it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** How `Intl` writes its numbers and dates. Arabic keeps 0-9, as rulers, needles and cartridges do. */
  readonly locale: string;
  /** Translated by machine, and read by no speaker yet: told wherever the language is chosen, and on its papers. */
  readonly machineMade: boolean;
}

export const ENGLISH: Language = {
  code: 'en',
  name: 'English',
  direction: 'ltr',
  locale: 'en',
  machineMade: false,
};

export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  { code: 'de', name: 'Deutsch', direction: 'ltr', locale: 'de', machineMade: true },
  { code: 'es', name: 'Español', direction: 'ltr', locale: 'es', machineMade: true },
  { code: 'fr', name: 'Français', direction: 'ltr', locale: 'fr', machineMade: true },
  { code: 'pt', name: 'Português', direction: 'ltr', locale: 'pt-BR', machineMade: true },
  { code: 'ar', name: 'العربية', direction: 'rtl', locale: 'ar-u-nu-latn', machineMade: true },
];

/** The first of the wanted tags ("de-AT", "pt") that is offered, else English. */
export function languageFor(
  wanted: readonly string[],
  offered: readonly Language[] = LANGUAGES,
): Language {
  for (const tag of wanted) {
    const [code] = tag.toLowerCase().split('-');
    const known = offered.find((one) => one.code === code);
    if (known) return known;
  }
  return ENGLISH;
}
