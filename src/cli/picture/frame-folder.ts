import { mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DotworkError } from '../../base/errors.ts';
import { statOf } from '../stat-of.ts';

/** A folder of numbered files that comes whole or not at all. */
export interface FrameFolder {
  /** Puts in the next file: 0001.png, 0002.png and so on. */
  add(png: Uint8Array): void;
  /** Puts the folder in its place. */
  finish(): void;
  /** Takes away what is not finished. */
  drop(): void;
}

/**
 * Begins a folder beside where it is to be. What is there already must be an empty folder: frames of
 * another film among these would come into it.
 */
export function frameFolder(path: string): FrameFolder {
  const target = resolve(path);
  const found = statOf(target);
  if (found && !(found.isDirectory() && readdirSync(target).length === 0)) {
    throw new DotworkError(
      'file',
      `${path} is ${found.isDirectory() ? 'a folder with something in it' : 'a file'}.`,
      'Name a new folder, or an empty one.',
    );
  }
  if (!statOf(dirname(target))?.isDirectory()) {
    throw new DotworkError('file', `There is no folder ${dirname(target)}.`, 'Make it first.');
  }
  const draft = orCannotWrite(path, () => mkdtempSync(`${target}.part-`));
  let count = 0;
  return {
    add: (png) => {
      const name = `${String(++count).padStart(4, '0')}.png`;
      orCannotWrite(path, () => writeFileSync(join(draft, name), png));
    },
    finish: () =>
      orCannotWrite(path, () => {
        if (found) rmdirSync(target);
        renameSync(draft, target);
      }),
    drop: () => rmSync(draft, { recursive: true, force: true }),
  };
}

function orCannotWrite<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DotworkError(
      'file',
      `${path} cannot be written (${code}).`,
      'Choose a folder you may write to.',
      cause,
    );
  }
}
