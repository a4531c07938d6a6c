import { DotworkError } from '../base/errors.ts';
import { statOf } from './stat-of.ts';

/*
 * The files of this run, wherever they are named or found: a plan, a scan, the buffers that a scan
 * names by itself. One process is one command, so they are kept here.
 */
const read: { readonly path: string; readonly what: string }[] = [];
const written: string[] = [];

/**
 * Notes a file before it is read; a `usage` error where the result is to be written over it.
 *
 * @param what - Ends the sentence "-o names ...".
 */
export function noteInput(path: string, what: string): void {
  read.push({ path, what });
  refuseOverlap();
}

/** Notes where a result is to go; a `usage` error where that is a file that was read. */
export function noteOutput(path: string): void {
  written.push(path);
  refuseOverlap();
}

function refuseOverlap(): void {
  for (const { path, what } of read) {
    if (!written.some((output) => isSameFile(output, path))) continue;
    throw new DotworkError('usage', `-o names ${what}.`, 'Choose another file name.');
  }
}

/** Whether two names mean one plain file: through links, and whatever case the disk ignores. */
function isSameFile(a: string, b: string): boolean {
  const [one, other] = [statOf(a), statOf(b)];
  if (!one?.isFile() || !other?.isFile()) return false;
  return one.dev === other.dev && one.ino === other.ino;
}
