import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { canonicalJson } from '../../base/canonical.ts';
import { DotworkError } from '../../base/errors.ts';
import type { RunResult } from '../../study/run/perform-run.ts';
import type { ResultRow } from '../../study/run/study-run.ts';
import { statOf } from '../stat-of.ts';

/** What is kept of a run, in a file of its own. */
export interface KeptResult {
  readonly id: string;
  readonly row: ResultRow;
  /** Files of the run, from the study's folder. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** SHA-256 of numbers and files: what two machines are compared by. */
  readonly sha256: string;
}

/** A run that came to nothing. */
export interface FailedRun {
  readonly id: string;
  readonly reason: string;
}

const RUNS = 'runs';
const FILES = 'files';
const STUDY = 'study.json';

/** The folder of a study: results as they come, each whole or not there. */
export class ResultsFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * Opens the folder for a study, and makes it where it is not there. A folder with another study in it,
   * or with this one's results where `resume` is not asked for, is refused.
   *
   * @param study - Text of the study as it is run.
   */
  static begin(path: string, study: string, resume: boolean): ResultsFolder {
    const folder = new ResultsFolder(resolve(path));
    folder.#checkFree(path, study, resume);
    orCannotWrite(path, () => {
      mkdirSync(join(folder.path, RUNS), { recursive: true });
      mkdirSync(join(folder.path, FILES), { recursive: true });
      folder.write(STUDY, study);
    });
    return folder;
  }

  /** A folder that was begun already: what workers write into. */
  static at(path: string): ResultsFolder {
    return new ResultsFolder(path);
  }

  #checkFree(path: string, study: string, resume: boolean): void {
    const found = statOf(this.path);
    if (found && !found.isDirectory()) {
      throw new DotworkError('file', `${path} is a file.`, 'Name a folder for the results.');
    }
    if (!found) {
      if (statOf(dirname(this.path))?.isDirectory()) return;
      throw new DotworkError('file', `There is no folder ${dirname(this.path)}.`, 'Make it first.');
    }
    const at = join(this.path, STUDY);
    if (readdirSync(this.path).length === 0) return;
    if (!existsSync(at)) {
      throw new DotworkError(
        'file',
        `${path} is a folder with something else in it.`,
        'Name a new folder, or an empty one.',
      );
    }
    if (readFileSync(at, 'utf8') !== study) {
      throw new DotworkError(
        'file',
        `${path} holds the results of another study, or of this one before it was changed.`,
        'Name a new folder.',
      );
    }
    if (resume) return;
    throw new DotworkError(
      'file',
      `${path} holds results of this study already.`,
      'Add --resume to go on with it, or name a new folder.',
    );
  }

  /** Puts a file in its place, whole or not at all. */
  write(name: string, bytes: string | Uint8Array): void {
    const target = join(this.path, name);
    const draft = `${target}.${process.pid}-${randomBytes(3).toString('hex')}.part`;
    try {
      writeFileSync(draft, bytes);
      renameSync(draft, target);
    } catch (cause) {
      rmSync(draft, { force: true });
      throw cannotWrite(target, cause);
    }
  }

  /** Keeps a result: its files first, its numbers last, so that a run that is there is there whole. */
  keep(id: string, { row, files }: RunResult): KeptResult {
    const hash = createHash('sha256').update(canonicalJson(row));
    const named = files.map(({ name, bytes }) => ({ name: `${FILES}/${id}-${name}`, bytes }));
    for (const { name, bytes } of named) {
      this.write(name, bytes);
      hash.update(bytes);
    }
    const kept: KeptResult = {
      ...{ id, row },
      files: named.map(({ name, bytes }) => ({ name, bytes: bytes.length })),
      sha256: hash.digest('hex'),
    };
    this.write(`${RUNS}/${id}.json`, `${JSON.stringify(kept)}\n`);
    return kept;
  }

  /** Puts a result of another machine in its place, with its files as that one wrote them. */
  bring(kept: KeptResult, files: readonly { readonly name: string; readonly bytes: Uint8Array }[]) {
    for (const { name, bytes } of files) this.write(name, bytes);
    this.write(`${RUNS}/${kept.id}.json`, `${JSON.stringify(kept)}\n`);
  }

  /** Takes a result away again. */
  drop({ id, files }: KeptResult): void {
    rmSync(join(this.path, RUNS, `${id}.json`), { force: true });
    for (const { name } of files) rmSync(join(this.path, name), { force: true });
  }

  /** A result that was kept; undefined where there is none, or half of one. */
  find(id: string): KeptResult | undefined {
    try {
      const kept = JSON.parse(readFileSync(join(this.path, RUNS, `${id}.json`), 'utf8'));
      const whole = (kept as KeptResult).files.every(
        ({ name, bytes }) => statOf(join(this.path, name))?.size === bytes,
      );
      return whole ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  /** Takes drafts away that a killed worker left. */
  sweep(): void {
    for (const folder of ['', RUNS, FILES]) {
      for (const name of readdirSync(join(this.path, folder))) {
        if (name.endsWith('.part')) rmSync(join(this.path, folder, name), { force: true });
      }
    }
  }
}

function orCannotWrite(path: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw cause instanceof DotworkError ? cause : cannotWrite(path, cause);
  }
}

function cannotWrite(path: string, cause: unknown): DotworkError {
  const { code } = cause as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new DotworkError(
    'file',
    full ? `The disk is full: ${path} was not written.` : `${path} cannot be written (${code}).`,
    full
      ? 'Make room, then go on with --resume: what was done is kept.'
      : 'Choose a folder you may write to.',
    cause,
  );
}
