import { type Zippable, zipSync } from 'fflate';
import { DotworkError } from '../../base/errors.ts';
import type { MaskStroke } from '../../photo/mask/strokes.ts';
import type { PhotoPointName } from '../../photo/photo-points.ts';
import type { Pixel } from '../../photo/question.ts';
import { parsePlan } from '../../plan/reading/read.ts';
import type { Plan } from '../../plan/schema.ts';
import { isZip, unzipped, type ZipEntry, zipEntries } from '../scan/archive/zip.ts';
import type { ScanFile } from '../scan/scan-file.ts';
import { type Listed, readList } from './project-list.ts';

/** A photograph of a project: its file as it came, and all that was said of it. */
export interface ProjectPhoto {
  readonly file: ScanFile;
  /** Pixels of the photograph as it is seen. */
  readonly points: Readonly<Partial<Record<PhotoPointName, Pixel>>>;
  /** Those of them that a network found and no person looked at. */
  readonly found?: readonly PhotoPointName[];
  readonly outline: readonly Pixel[];
  readonly strokes: readonly MaskStroke[];
  /** Where dots may show before strokes: found, all of the scalp, or a picture that says so. */
  readonly mask: 'found' | 'all' | ScanFile;
  readonly focal35Mm?: number;
  readonly grey?: { readonly at: Pixel; readonly reflectance?: number };
  readonly blurPx?: number;
}

/** A client's case in one file. */
export interface Project {
  readonly plan: Plan;
  readonly photos: readonly ProjectPhoto[];
  /** The file of the head's scan, where there is one. */
  readonly scan?: ScanFile;
}

/** Names in the zip. */
const LIST = 'project.json';
const PLAN = 'plan.json';

/** More than this is no case of one client. */
const MOST_BYTES = 2 ** 29;
const MOST_TEXT_BYTES = 2 ** 25;
export const MOST_PROJECT_PHOTOS = 24;

/** The same time for every file, local and so the same bytes everywhere. */
const WHEN = '1980-01-01T12:00:00';

/** A project as a zip: plan, photographs, points and strokes, masks, scan. The same project, the same bytes. */
export function writeProject({ plan, photos, scan }: Project): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  const put = (folder: string, i: number, { name, bytes }: ScanFile): string => {
    const path = `${folder}/${i + 1}-${plainName(name)}`;
    // Pictures and scans are packed already, or large.
    files[path] = [bytes, { level: 0 }];
    return path;
  };
  const list = {
    format: 'dotwork-project',
    version: 1,
    // In one order, whoever made them.
    photos: photos.map(({ file, mask, points, found, outline, strokes, ...rest }, i) => ({
      ...{ file: put('photographs', i, file), name: file.name },
      mask: typeof mask === 'string' ? mask : put('masks', i, mask),
      ...{ points, ...(found?.length && { found }), outline, strokes },
      ...{ focal35Mm: rest.focal35Mm, blurPx: rest.blurPx, grey: rest.grey },
    })),
    ...(scan && { scan: { file: put('scan', 0, scan), name: scan.name } }),
  };
  const text = (value: object) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  files[LIST] = text(list);
  files[PLAN] = text(plan);
  return zipSync(files, { mtime: WHEN });
}

/** Whether bytes are a zip with a project in it, and not one with a scan. */
export function isProject(bytes: Uint8Array): boolean {
  if (!isZip(bytes)) return false;
  try {
    return zipEntries(bytes).some(({ name }) => name === LIST);
  } catch {
    // Damaged: whoever reads it says how.
    return true;
  }
}

/**
 * Reads a project. Throws a `file` error that names what is wrong: a damaged or cut zip, one that claims
 * more than it holds or holds more than a case has, a missing file, a list or plan that is none.
 *
 * @param name - Of the file, for the error.
 */
export function readProject(bytes: Uint8Array, name: string): Project {
  const entries = opened(name, () => zipEntries(bytes));
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > MOST_BYTES) {
    throw refuse(name, `would be ${Math.round(size / 1e6)} MB unpacked; a case has less.`);
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const entryOf = (path: string): ZipEntry => {
    const entry = byName.get(path);
    if (!entry) throw refuse(name, `lacks ${path}.`);
    return entry;
  };
  const bytesOf = (path: string) => opened(name, () => unzipped(bytes, entryOf(path)));
  const textOf = (path: string): string => {
    if (entryOf(path).size > MOST_TEXT_BYTES) throw refuse(name, `has a ${path} that is too long.`);
    return new TextDecoder().decode(bytesOf(path));
  };
  const list: Listed = readList(textOf(LIST), name);
  if (list.photos.length > MOST_PROJECT_PHOTOS) {
    throw refuse(
      name,
      `lists ${list.photos.length} photographs; ${MOST_PROJECT_PHOTOS} are the most.`,
    );
  }
  const { scan } = list;
  return {
    plan: parsePlan(textOf(PLAN)),
    photos: list.photos.map(({ file, name: own, mask, ...said }) => ({
      file: { name: own, bytes: bytesOf(file) },
      mask: mask === 'found' || mask === 'all' ? mask : { name: mask, bytes: bytesOf(mask) },
      ...said,
    })),
    ...(scan && { scan: { name: scan.name, bytes: bytesOf(scan.file) } }),
  };
}

function opened<T>(name: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof DotworkError) || error.code === 'file') throw error;
    const why = error.fix ? error.message.replace(error.fix, '').trim() : error.message;
    throw refuse(name, `is no project that can be opened. ${why}`, error);
  }
}

function refuse(name: string, why: string, cause?: unknown): DotworkError {
  return new DotworkError('file', `${name} ${why}`, 'Copy or save it again.', cause);
}

/** A name that every system takes; it is told in full in the list. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1)!.replace(/^\d+-/, '');
  return last.replaceAll(/[^\w.-]+/g, '_').slice(-60) || 'file';
}
