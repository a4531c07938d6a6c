import '@fontsource/noto-sans/400.css';
import '@fontsource/noto-sans/600.css';
import { ENGLISH } from '../base/language/languages.ts';
import { loadLanguage } from '../base/language/load-language.ts';
import { tellIn } from '../base/language/units.ts';
import { keptUnits, wantedLanguage } from './language/language-choice.ts';

// Words come before whatever says them: tables of them are made once, when their module is.
const wanted = wantedLanguage();
const { code, direction } = await loadLanguage(wanted.code).catch((error: unknown) => {
  console.warn('The words of the language could not be loaded.', error);
  return ENGLISH;
});
tellIn(keptUnits());
document.documentElement.lang = code;
document.documentElement.dir = direction;
await import('./start-page.ts');
