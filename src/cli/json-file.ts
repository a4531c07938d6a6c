import { readFileSync } from 'node:fs';
import { DotworkError } from '../base/errors.ts';
import { noteInput } from './run-files.ts';
import { statOf } from './stat-of.ts';

/**
 * Reads a file of JSON that a flag names.
 *
 * @param what - Ends the sentence "-o names ...".
 * @param example - What such a file holds, for whoever wrote it wrong.
 */
export function readJsonFile(path: string, what: string, example: string): unknown {
  if (!statOf(path)) throw new DotworkError('file', `There is no file ${path}.`, 'Check the name.');
  noteInput(path, what);
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const why = (cause as Error).message;
    throw new DotworkError('file', `${path} is no JSON (${why}).`, `Write ${example}.`, cause);
  }
}
