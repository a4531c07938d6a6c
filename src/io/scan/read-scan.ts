import { DotworkError } from '../../base/errors.ts';
import type { Placing } from '../../scan/prepare.ts';
import { type OpenDraco, openDraco } from './gltf/draco.ts';
import { EXPORT_AGAIN, type FileMesh, type ScanFile } from './scan-file.ts';
import type { ScanFormat } from './scan-format.ts';
import { formatOf, SCAN_FORMATS } from './scan-formats.ts';

/** What was read, before anything is repaired. */
export interface RawScan {
  readonly name: string;
  /** Ending of the format's files. */
  readonly format: string;
  readonly mesh: FileMesh;
  /** Where the head is in it, if the file says so. */
  readonly placing: Placing | undefined;
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
  const { main, format } = mainFile(files);
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes > MOST_BYTES) {
    throw new DotworkError(
      'mesh',
      `${main.name} has ${Math.round(bytes / 1e6)} MB; the most is ${Math.round(MOST_BYTES / 1e6)} MB.`,
      'Simplify the scan to a million triangles; a head needs no more.',
    );
  }
  try {
    const beside = files.filter((file) => file !== main);
    return {
      name: main.name,
      format: format.ending,
      mesh: await format.read(main.bytes, beside, draco),
      placing: format.placing?.(main.bytes),
    };
  } catch (error) {
    if (error instanceof DotworkError) throw error;
    // What a damaged document can still do: names where numbers should be, and the like.
    throw new DotworkError(
      'mesh',
      `${main.name} is damaged and cannot be read as ${format.ending.toUpperCase()}.`,
      EXPORT_AGAIN,
      error,
    );
  }
}

/** Of several files the one that is a scan; the others may be buffers, materials and pictures. */
function mainFile(files: readonly ScanFile[]): { main: ScanFile; format: ScanFormat } {
  const found = files.flatMap((main) => {
    const format = formatOf(main);
    return format ? [{ main, format }] : [];
  });
  const [first, second] = found;
  if (!first) {
    const formats = SCAN_FORMATS.map(({ ending }) => ending.toUpperCase()).join(', ');
    const names = files.map(({ name }) => name).join(', ') || 'Nothing';
    throw new DotworkError('mesh', `${names} is no scan that can be read.`, `Use ${formats}.`);
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
