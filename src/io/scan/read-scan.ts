import { DotworkError } from '../../base/errors.ts';
import type { FilePlacing } from '../../scan/file-placing.ts';
import type { Finding } from '../../scan/findings.ts';
import type { UnitNote } from '../../scan/size.ts';
import { type FoundScan, findScans, partsOf } from './find-scans.ts';
import { type OpenDraco, openDraco } from './gltf/draco.ts';
import { baseName } from './paths.ts';
import { plainBytes } from './plain-bytes.ts';
import { checkBytes, type FileMesh, type ScanFile } from './scan-file.ts';
import type { ScanFormat } from './scan-format.ts';
import { EXPORT_AGAIN, formatOf } from './scan-formats.ts';
import { unitNote } from './unit-note.ts';

/** What was read, before anything is repaired. */
export interface RawScan {
  readonly name: string;
  /** Ending of the format's files. */
  readonly format: string;
  /** What was read: the scan's own file, then its parts. */
  readonly files: readonly ScanFile[];
  readonly mesh: FileMesh;
  /** Where the head is in it, if the file says so. */
  readonly placing: FilePlacing | undefined;
  /** What it says of its unit. */
  readonly unit: UnitNote | undefined;
  /** What had to be decided to read it. */
  readonly findings: readonly Finding[];
}

/**
 * Reads a scan: one file, a glTF file and its buffers, or a zip or folder with one in it. Whatever
 * the bytes, the answer is triangles or a `mesh` error that says why not.
 */
export async function readScan(
  files: readonly ScanFile[],
  draco: OpenDraco = openDraco,
): Promise<RawScan> {
  let failure: unknown;
  for (const found of scansIn(files)) {
    try {
      return await readFound(found, draco);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/** The scans in what was given, the likeliest head first; at least one. */
export function scansIn(files: readonly ScanFile[]): FoundScan[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  checkBytes(files[0]?.name ?? 'Nothing', bytes);
  return findScans(files);
}

/** Reads one of the scans that were found. */
export async function readFound(found: FoundScan, draco: OpenDraco = openDraco): Promise<RawScan> {
  const { main, format, beside } = found;
  const name = baseName(main.name);
  return withFix(name, format, async () => {
    const plain = plainBytes(main.bytes);
    const { findings = [], unit, ...mesh } = await format.read(plain, beside, draco);
    return {
      name,
      format: format.ending,
      files: partsOf(found),
      mesh,
      placing: format.placing?.(plain),
      unit: unit ?? format.unit?.(plain) ?? unitNote(format.ending, plain),
      findings: [...found.findings, ...findings],
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
