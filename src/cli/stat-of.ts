import { type Stats, statSync } from 'node:fs';
import { DotworkError } from '../base/errors.ts';

/** What stands at a path; undefined where nothing does. Anything else wrong is a `file` error. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const text = `${path} cannot be read (${code}).`;
    throw new DotworkError('file', text, 'Check the name and the rights.', cause);
  }
}
