import { IntlMessageFormat } from 'intl-messageformat';
import { ENGLISH, type Language } from './languages.ts';

// English stands where it is said, as an ICU message, and is at the same time what other languages know it
// by: the code reads, no key can name another text than the one beside it, and what a language lacks is
// said in English. `npm run words` lists all of it by place.

/** What a message is filled with. */
export type SayValues = Readonly<Record<string, string | number>>;

/** Translations by what is said in English; one with a context by "context|English". */
export type Messages = Readonly<Record<string, string>>;

let spoken: Language = ENGLISH;
let messages: Messages = {};
let compiled = new Map<string, IntlMessageFormat>();
const listeners: (() => void)[] = [];

/** The language of everything said from now on. */
export function language(): Language {
  return spoken;
}

/** The translations of the language of the moment, for another thread to speak by. */
export function spokenMessages(): Messages {
  return messages;
}

/** From now on everything is said in this language. What was said before stays: the page is loaded anew. */
export function speak(next: Language, translations: Messages = {}): void {
  spoken = next;
  messages = translations;
  compiled = new Map();
  for (const listener of listeners) listener();
}

/** Calls back whenever the language changes, to forget what was made for the last one. */
export function onLanguage(listener: () => void): void {
  listeners.push(listener);
}

/**
 * Says something in the language of the moment.
 *
 * @param message English, as an ICU message where it is filled: "{count, plural, one {# dot} other {# dots}}".
 *   Always written out where it is said, or where {@link toSay} marks it. Without values it is plain text,
 *   in which braces and apostrophes are themselves.
 * @param values What its arguments are filled with; numbers as words of `quantity-words` already are.
 */
export function say(message: string, values?: SayValues): string {
  return filled(messages[message] ?? message, values);
}

/** Says a word that has two meanings in English, and two words elsewhere: the context tells which ("theme", "verb"). */
export function sayAs(context: string, message: string, values?: SayValues): string {
  return filled(messages[`${context}|${message}`] ?? message, values);
}

/** Marks English that a table holds and that is said later, by `say(table.text)`. */
export function toSay<const Text extends string>(message: Text): Text {
  return message;
}

function filled(message: string, values: SayValues | undefined): string {
  if (!values) return message;
  let format = compiled.get(message);
  if (!format) {
    format = new IntlMessageFormat(message, spoken.locale, undefined, { ignoreTag: true });
    compiled.set(message, format);
  }
  return String(format.format(values));
}
