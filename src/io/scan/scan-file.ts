import { DotworkError } from '../../base/errors.ts';

/** One file of a scan: the mesh itself, or a buffer that a glTF file names. */
export interface ScanFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A triangle mesh as the file has it: any unit, any orientation, any faults. */
export interface FileMesh {
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
}

/** Most triangles and vertices that are read: five times what a scanner gives, and within memory. */
export const MOST_TRIANGLES = 5_000_000;
export const MOST_VERTICES = 15_000_000;

/** What helps with a damaged file: formats that all scanners write, in one file each. */
export const EXPORT_AGAIN = 'Export the scan again, as GLB, OBJ, PLY or STL.';

/** A file that cannot be read as what it claims to be. */
export function broken(format: string, what: string): DotworkError {
  return new DotworkError('mesh', `This ${format} file cannot be used: ${what}.`, EXPORT_AGAIN);
}

/** Refuses counts no head scan has, before anything is allocated for them. */
export function checkCounts(format: string, vertices: number, triangles: number): void {
  if (triangles <= MOST_TRIANGLES && vertices <= MOST_VERTICES) return;
  throw new DotworkError(
    'mesh',
    `This ${format} file has ${words(triangles)} triangles and ${words(vertices)} points; the most is ${words(MOST_TRIANGLES)} triangles.`,
    'Simplify the scan to a million triangles; a head needs no more.',
  );
}

function words(count: number): string {
  return count >= 1e6 ? `${(count / 1e6).toFixed(1)} million` : String(count);
}
