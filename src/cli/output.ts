import { randomBytes } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DotworkError } from '../base/errors.ts';

/** Stands for standard output where a file name is asked for. */
export const STDOUT = '-';

/** Writes pieces to standard output at the pace of whoever reads it. */
export async function printPieces(pieces: Iterable<string | Uint8Array>): Promise<void> {
  for (const piece of pieces) {
    await new Promise<void>((done) => {
      process.stdout.write(piece, () => done());
    });
  }
}

/** Prints the one JSON object a command answers with. */
export function printJson(answer: object): Promise<void> {
  return printPieces([`${JSON.stringify(answer, null, 2)}\n`]);
}

/** Fails early where a result could not be written later: no folder, or a folder in its place. */
export function checkWritable(path: string): void {
  if (path === STDOUT) return;
  if (kindOf(path) === 'folder') {
    throw new DotworkError('file', `${path} is a folder.`, 'Name a file in it.');
  }
  const folder = dirname(resolve(path));
  if (kindOf(folder) !== 'folder') {
    throw new DotworkError('file', `There is no folder ${folder}.`, 'Make it first.');
  }
}

/**
 * Writes a whole file or nothing: to a name beside it first, then renamed over it. What is no
 * plain file (a pipe, `/dev/null`) is written straight, because renaming would replace it.
 *
 * @returns Size of the file, bytes.
 */
export function writeWhole(path: string, pieces: Iterable<string | Uint8Array>): number {
  const kind = kindOf(path);
  const target = kind === 'none' ? path : realpathSync(path);
  const draft = `${target}.${process.pid}-${randomBytes(3).toString('hex')}.part`;
  const bytes = Buffer.concat([...pieces].map((piece) => Buffer.from(piece)));
  try {
    if (kind === 'special') writeFileSync(target, bytes);
    else {
      writeFileSync(draft, bytes, { flag: 'wx' });
      renameSync(draft, target);
    }
  } catch (cause) {
    rmSync(draft, { force: true });
    const { code } = cause as NodeJS.ErrnoException;
    throw new DotworkError('file', `${path} cannot be written (${code}).`, undefined, cause);
  }
  return bytes.length;
}

function kindOf(path: string): 'none' | 'file' | 'folder' | 'special' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 'none';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'special';
}
