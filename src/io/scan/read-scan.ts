import { DotworkError } from '../../base/errors.ts';
import type { FilePlacing } from '../../scan/file-placing.ts';
import type { Finding } from '../../scan/findings.ts';
import type { UnitNote } from '../../scan/size.ts';
import { type OpenDraco, openDraco } from './gltf/draco.ts';
import { plainBytes } from './plain-bytes.ts';
import type { FileMesh, ScanFile } from './scan-file.ts';
import type { ScanFormat } from './scan-format.ts';
import { EXPORT_AGAIN, FORMAT_NAMES, formatOf } from './scan-formats.ts';
import { unitNote } from './unit-note.ts';

/** What was read, before anything is repaired. */
export interface RawScan {
  readonly name: string;
  /** Ending of the format's files. */
  readonly format: string;
  readonly mesh: FileMesh;
  /** Where the head is in it, if the file says so. */
  readonly placing: FilePlacing | undefined;
  /** What it says of its unit. */
  readonly unit: UnitNote | undefined;
  /** What had to be decided to read it. */
  readonly findings: readonly Finding[];
}

/** Larger files are refused unread. */
const MOST_BYTES = 2 ** 29;

/**
 * Reads a scan: one file, or a glTF file and its buffers. Whatever the bytes, the answer is
 * triangles or a `mesh` error that says why not.
 */
export async function readScan(
  files: readonly ScanFile[],
  draco: OpenDraco = openDraco,
): Promise<RawScan> {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes > MOST_BYTES) {
    throw new DotworkError(
      'mesh',
      `${files[0]!.name} has ${Math.round(bytes / 1e6)} MB; the most is ${Math.round(MOST_BYTES / 1e6)} MB.`,
      'Simplify the scan to a million triangles; a head needs no more.',
    );
  }
  const { main, format, beside } = mainFile(files);
  return withFix(main.name, format, async () => {
    const plain = plainBytes(main.bytes);
    const { findings = [], ...mesh } = await format.read(plain, beside, draco);
    return {
      name: main.name,
      format: format.ending,
      mesh,
      placing: format.placing?.(plain),
      unit: format.unit?.(plain) ?? unitNote(format.ending, plain),
      findings,
    };
  });
}

/** Names of the files that a scan needs beside it, as it writes them; folders are parted by "/". */
export async function neededBeside(main: ScanFile): Promise<readonly string[]> {
  const format = formatOf(main);
  if (!format?.needs) return [];
  return withFix(main.name, format, async () => format.needs!(plainBytes(main.bytes)));
}

/** Every failure becomes a sentence with a way out. */
async function withFix<T>(name: string, format: ScanFormat, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DotworkError) {
      if (error.fix !== undefined) throw error;
      throw new DotworkError(error.code, error.message, EXPORT_AGAIN, error);
    }
    // What a damaged document can still do: names where numbers should be, and the like.
    throw new DotworkError(
      'mesh',
      `${name} is damaged and cannot be read as ${format.name}.`,
      EXPORT_AGAIN,
      error,
    );
  }
}

interface Main {
  readonly main: ScanFile;
  readonly format: ScanFormat;
  readonly beside: readonly ScanFile[];
}

/** Of several files the one that is a scan; the others may be buffers, materials and pictures. */
function mainFile(files: readonly ScanFile[]): Main {
  const found = files.flatMap((main) => {
    const format = formatOf(main);
    return format ? [{ main, format, beside: files.filter((file) => file !== main) }] : [];
  });
  const [first, second] = found;
  if (!first) {
    const names = files.map(({ name }) => name).join(', ') || 'Nothing';
    throw new DotworkError('mesh', `${names} is no scan that can be read.`, `Use ${FORMAT_NAMES}.`);
  }
  if (second) {
    throw new DotworkError(
      'mesh',
      `${first.main.name} and ${second.main.name} are two scans.`,
      'Give one at a time.',
    );
  }
  return first;
}
