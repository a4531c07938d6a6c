import { DotworkError } from '../errors.ts';
import { ENGLISH, LANGUAGES, type Language } from './languages.ts';
import { type Messages, speak } from './say.ts';

/** A language's file. */
interface LanguageFile {
  readonly format: 'dotwork-language';
  readonly language: string;
  readonly messages: Messages;
}

// As text, which a package holds once for page, command and library (scripts/web/slim.mjs).
const files = import.meta.glob<string>('../../../presets/languages/*.json', {
  query: '?raw',
  import: 'default',
});

const pathOf = (code: string): string => `../../../presets/languages/${code}.json`;

/** The languages whose words are there: English, and those with a file in presets/languages. */
export const OFFERED: readonly Language[] = LANGUAGES.filter(
  (one) => one === ENGLISH || files[pathOf(one.code)] !== undefined,
);

/**
 * Loads a language's words and speaks it.
 *
 * @throws DotworkError (`usage`) for a code that is none of {@link OFFERED}.
 */
export async function loadLanguage(code: string): Promise<Language> {
  const known = OFFERED.find((one) => one.code === code);
  if (!known) {
    const codes = OFFERED.map((one) => one.code).join(', ');
    throw new DotworkError('usage', `Dotwork does not speak "${code}".`, `It speaks ${codes}.`);
  }
  const file = files[pathOf(code)];
  speak(known, file ? readLanguage(await file()) : {});
  return known;
}

function readLanguage(text: string): Messages {
  const { messages } = JSON.parse(text) as LanguageFile;
  return messages;
}
