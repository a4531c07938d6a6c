import { DotworkError } from '../../base/errors.ts';
import type { Finding } from '../../scan/findings.ts';
import type { UnitNote } from '../../scan/size.ts';

/** One file of a scan: the mesh itself, or a buffer that a glTF file names. */
export interface ScanFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A triangle mesh as the file has it: any unit, any orientation, any faults. */
export interface FileMesh {
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
  /** What had to be decided to read it. */
  readonly findings?: readonly Finding[];
  /** What one unit is, where this file itself says so. */
  readonly unit?: UnitNote;
}

/** Most triangles and vertices that are read: five times what a scanner gives, and within memory. */
export const MOST_TRIANGLES = 5_000_000;
export const MOST_VERTICES = 15_000_000;

/** Larger files are refused unread. */
const MOST_BYTES = 2 ** 29;

/** Refuses more bytes than a scan has, in all its files together. */
export function checkBytes(name: string, bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  throw new DotworkError(
    'mesh',
    `${name} has ${Math.round(bytes / 1e6)} MB; the most is ${Math.round(MOST_BYTES / 1e6)} MB.`,
    'Simplify the scan to a million triangles; a head needs no more.',
  );
}

/** A file that cannot be read as what it claims to be. Which formats help instead, `readScan` adds. */
export function broken(format: string, what: string): DotworkError {
  return new DotworkError('mesh', `This ${format} file cannot be used: ${what}.`);
}

/** Points without a surface between them. */
export function pointCloud(format: string): DotworkError {
  return new DotworkError(
    'mesh',
    `This ${format} file cannot be used: it is a cloud of points without triangles.`,
    'Export the surface as a mesh instead of points; scanning apps offer both, and MeshLab and CloudCompare make a mesh of points.',
  );
}

/** A cloud of soft blots that only look like a surface. */
export function splats(format: string): DotworkError {
  return new DotworkError(
    'mesh',
    `This ${format} file holds Gaussian splats: a picture in space, without a surface to work on.`,
    'Export the mesh of the same scan instead; Scaniverse, Polycam, KIRI and Luma offer "mesh" beside "splat".',
  );
}

/** A mesh of triangles that each bring their own three corners. */
export function unjoined(positions: Float64Array): FileMesh {
  const triangles = new Uint32Array(Math.min(positions.length / 3, MOST_VERTICES));
  for (let i = 0; i < triangles.length; i++) triangles[i] = i;
  return { positions, triangles };
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
