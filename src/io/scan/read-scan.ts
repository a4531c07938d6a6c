import { DotworkError } from '../../base/errors.ts';
import { detectFormat, SCAN_FORMATS, type ScanFormat } from './detect.ts';
import { type OpenDraco, openDraco } from './draco.ts';
import { readGltf } from './gltf.ts';
import { openGlb, parseGltf } from './gltf-json.ts';
import { readObj } from './obj.ts';
import { readPly } from './ply.ts';
import type { FileMesh, ScanFile } from './scan-file.ts';
import { readStl } from './stl.ts';

/** What was read, before anything is repaired. */
export interface RawScan {
  readonly name: string;
  readonly format: ScanFormat;
  readonly mesh: FileMesh;
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
    return { name: main.name, format, mesh: await readAs(format, main, files, draco) };
  } catch (error) {
    if (error instanceof DotworkError) throw error;
    // What a damaged document can still do: names where numbers should be, and the like.
    throw new DotworkError(
      'mesh',
      `${main.name} is damaged and cannot be read as ${format.toUpperCase()}.`,
      'Export the scan again, as GLB, OBJ, PLY or STL.',
      error,
    );
  }
}

function readAs(
  format: ScanFormat,
  main: ScanFile,
  files: readonly ScanFile[],
  draco: OpenDraco,
): FileMesh | Promise<FileMesh> {
  const beside = files.filter((file) => file !== main);
  switch (format) {
    case 'glb':
      return readGltf(openGlb(main.bytes), beside, draco);
    case 'gltf':
      return readGltf({ json: parseGltf(main.bytes), binary: undefined }, beside, draco);
    case 'obj':
      return readObj(main.bytes);
    case 'ply':
      return readPly(main.bytes);
    case 'stl':
      return readStl(main.bytes);
  }
}

/** Of several files the one that is a scan; the others may be buffers, materials and pictures. */
export function mainFile(files: readonly ScanFile[]): { main: ScanFile; format: ScanFormat } {
  const found = files.flatMap((main) => {
    const format = detectFormat(main.name, main.bytes);
    return format ? [{ main, format }] : [];
  });
  const [first, second] = found;
  if (!first) {
    const formats = SCAN_FORMATS.map((format) => format.toUpperCase()).join(', ');
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
