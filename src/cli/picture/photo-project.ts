import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DotworkError } from '../../base/errors.ts';
import { isProject, type Project, readProject } from '../../io/project/project-file.ts';
import type { ScanFile } from '../../io/scan/scan-file.ts';
import { statOf } from '../stat-of.ts';
import { LISTS, type PhotoRequestFlags } from './photo-request.ts';

/** Larger files are no project; see `project-file.ts`. */
const MOST_BYTES = 2 ** 29;

/**
 * The project that an argument names in the place of a plan; undefined where it names none. Throws an
 * error where it is damaged, or where flags say of photographs what the project says.
 */
export function openProject(argument: string, flags: PhotoRequestFlags): Project | undefined {
  const found = statOf(argument);
  if (!found?.isFile() || found.size > MOST_BYTES || !/\.zip$/i.test(argument)) return undefined;
  const bytes = readFileSync(argument);
  if (!isProject(bytes)) return undefined;
  const told = (['photo', 'point', ...LISTS] as const).find((name) => flags[name].length > 0);
  if (told) {
    throw new DotworkError(
      'usage',
      `${argument} holds its photographs and all that was said of them, and --${told} says it again.`,
      `Leave --${told} out, or give the plan alone.`,
    );
  }
  return readProject(bytes, argument);
}

/** A project's scan as a file that `--head` can name. */
export function unpackedScan({ name, bytes }: ScanFile): string {
  const path = join(mkdtempSync(join(tmpdir(), 'dotwork-scan-')), basename(name));
  writeFileSync(path, bytes);
  return path;
}

/** The scan that `--head` names, for a project. */
export function scanFile(path: string): ScanFile {
  if (statOf(path)?.isFile()) return { name: basename(path), bytes: readFileSync(path) };
  throw new DotworkError(
    'file',
    `${path} is a folder.`,
    'For --project give the scan as one file, or a zip.',
  );
}
