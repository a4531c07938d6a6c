import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DotworkError } from '../base/errors.ts';
import { isLeftover } from '../io/scan/archive/expand.ts';
import { neededBeside } from '../io/scan/read-scan.ts';
import type { ScanFile } from '../io/scan/scan-file.ts';
import { isPartName } from '../io/scan/scan-formats.ts';
import { noteInput } from './run-files.ts';
import { statOf } from './stat-of.ts';

/** Larger files are no scans of a head. */
const LARGEST_FILE_BYTES = 2 ** 29;
/** A folder with more in it is none that a scanning app made. */
const MOST_IN_FOLDER = 2000;

/** The file, and those it needs that lie beside it; of a folder all that may be part of a scan. */
export async function scanFiles(path: string): Promise<ScanFile[]> {
  if (statOf(path)?.isDirectory()) return folderFiles(path);
  const name = path.split(/[/\\]/).at(-1)!;
  const main: ScanFile = { name, bytes: readBytes(path, 'the scan itself') };
  const needed = new Set(await neededBeside(main));
  return [main, ...[...needed].flatMap((part) => fileBeside(dirname(path), part) ?? [])];
}

/** Files of a folder and those in it, in the order of their names; what is no part has its name only. */
function folderFiles(folder: string): ScanFile[] {
  const files: ScanFile[] = [];
  const open = [''];
  let bytes = 0;
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const entries = readdirSync(join(folder, next), { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const inside = next === '' ? entry.name : `${next}/${entry.name}`;
      if (isLeftover(inside)) continue;
      if (entry.isDirectory()) open.push(inside);
      if (!entry.isFile()) continue;
      const isWanted = isPartName(inside) || /\.zip$/i.test(inside);
      const at = join(folder, inside);
      const content = isWanted ? readBytes(at, `${at}, a part of the scan`) : new Uint8Array(0);
      bytes += content.length;
      files.push({ name: `${basename(folder)}/${inside}`, bytes: content });
      if (files.length <= MOST_IN_FOLDER && bytes <= LARGEST_FILE_BYTES) continue;
      throw new DotworkError(
        'file',
        `The folder ${folder} holds too much to be one scan.`,
        'Name the file of the head in it.',
      );
    }
  }
  if (files.length > 0) return files;
  throw new DotworkError('file', `The folder ${folder} is empty.`, 'Name a scan.');
}

/** A file as it is named, or beside the scan where its folder was lost. */
function fileBeside(folder: string, name: string): ScanFile | undefined {
  const places = [join(folder, name), join(folder, basename(name))];
  const found = places.find((at) => !at.includes('\0') && statOf(at)?.isFile());
  if (found === undefined) return undefined;
  return { name, bytes: readBytes(found, `${found}, a part of the scan`) };
}

/** @param what - The file as `noteInput` names it. */
function readBytes(path: string, what: string): Uint8Array {
  const found = statOf(path);
  if (!found) throw new DotworkError('file', `There is no file ${path}.`, 'Check the name.');
  if (!found.isFile()) throw new DotworkError('file', `${path} is no file.`, 'Name a scan.');
  if (found.size > LARGEST_FILE_BYTES) {
    throw new DotworkError(
      'file',
      `${path} has ${Math.round(found.size / 1e6)} MB.`,
      'Simplify the scan to a million triangles; a head needs no more.',
    );
  }
  noteInput(path, what);
  try {
    return readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DotworkError('file', `${path} cannot be read (${code}).`, undefined, cause);
  }
}
