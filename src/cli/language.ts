import { Option } from 'commander';
import { DotworkError } from '../base/errors.ts';
import { loadLanguage, OFFERED } from '../base/language/load-language.ts';
import { tellIn, UNIT_SYSTEMS } from '../base/language/units.ts';

/** For the help: {@link speakAsAsked} has taken them before a command sees its arguments. */
export const LANGUAGE_OPTION = new Option(
  '--lang <code>',
  'language of what people read: rows, remarks, captions, papers',
)
  .choices(OFFERED.map(({ code }) => code))
  .default('en');
export const UNITS_OPTION = new Option(
  '--units <system>',
  'what lengths of the head, areas and densities are told in',
)
  .choices(UNIT_SYSTEMS)
  .default('metric');

/**
 * Takes `--lang` and `--units` out of the arguments and speaks accordingly, before any command says a word.
 * Without them English and metric: scripts read the output, and it depends on nothing but the call.
 *
 * @returns The other arguments.
 * @throws DotworkError (`usage`) for a language or units that are none.
 */
export async function speakAsAsked(argv: readonly string[]): Promise<string[]> {
  const { rest: first, value: code } = taken(argv, '--lang');
  const { rest, value: units } = taken(first, '--units');
  if (code !== undefined) await loadLanguage(code);
  if (units !== undefined) {
    const known = UNIT_SYSTEMS.find((one) => one === units);
    if (!known) {
      throw new DotworkError(
        'usage',
        `"${units}" are no units of lengths.`,
        `Give --units one of ${UNIT_SYSTEMS.join(', ')}.`,
      );
    }
    tellIn(known);
  }
  return rest;
}

function taken(argv: readonly string[], flag: string): { rest: string[]; value?: string } {
  const rest: string[] = [];
  let value: string | undefined;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    // What follows "--" are arguments, whatever they look like.
    if (word === '--') {
      rest.push(...argv.slice(i));
      break;
    }
    if (word.startsWith(`${flag}=`)) value = word.slice(flag.length + 1);
    else if (word === flag) {
      value = argv[++i];
      if (value === undefined) throw new DotworkError('usage', `${flag} lacks its value.`);
    } else rest.push(word);
  }
  return value === undefined ? { rest } : { rest, value };
}
