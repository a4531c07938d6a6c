import { randomBytes } from 'node:crypto';
import { accessSync, constants, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DotworkError } from '../base/errors.ts';
import { noteInput, noteOutput } from './run-files.ts';
import { statOf } from './stat-of.ts';

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

const WRITABLE = 'Choose a folder you may write to.';

/**
 * Fails early where a result could not be written later: no name, no folder, a folder in its
 * place, no right to write, or a file the command reads under that name.
 *
 * @param plan - The plan as named on the command line, if there is one.
 * @param scan - The scan, if there is one.
 */
export function checkWritable(path: string, plan: string | undefined, scan?: string): void {
  if (path === STDOUT) return;
  if (path === '') throw new DotworkError('usage', '-o is empty.', 'Name a file.');
  const kind = kindOf(path);
  if (kind === 'folder') {
    throw new DotworkError('file', `${path} is a folder.`, 'Name a file in it.');
  }
  const folder = dirname(resolve(path));
  if (kind === 'none' && kindOf(folder) !== 'folder') {
    throw new DotworkError('file', `There is no folder ${folder}.`, 'Make it first.');
  }
  noteOutput(path);
  if (plan !== undefined) noteInput(plan, 'the plan itself');
  if (scan !== undefined) noteInput(scan, 'the scan itself');
  try {
    // A plain file is replaced, which is up to its folder; a pipe or device is written itself.
    const target = kind === 'none' ? path : realpathSync(path);
    accessSync(kind === 'special' ? target : dirname(resolve(target)), constants.W_OK);
  } catch (cause) {
    throw cannotWrite(path, cause);
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
    throw cannotWrite(path, cause);
  }
  return bytes.length;
}

function cannotWrite(path: string, cause: unknown): DotworkError {
  const { code } = cause as NodeJS.ErrnoException;
  return new DotworkError('file', `${path} cannot be written (${code}).`, WRITABLE, cause);
}

function kindOf(path: string): 'none' | 'file' | 'folder' | 'special' {
  const found = statOf(path);
  if (!found) return 'none';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'special';
}
