import { readFileSync } from 'node:fs';
import { DotworkError } from '../base/errors.ts';
import { parseRates, type Rates } from '../quote/rates.ts';
import { noteInput } from './run-files.ts';

/** A clinic's rates from a file. Throws a `file` error for what cannot be read, `usage` for what is wrong in it. */
export function ratesFile(path: string): Rates {
  noteInput(path, 'the rates themselves');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DotworkError('file', `${path} cannot be read (${code}).`, 'Check the name.', cause);
  }
  return parseRates(text);
}
