import { DotworkError } from '../../base/errors.ts';
import type { Vec3 } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import type { HeadBase } from '../../head/measures.ts';
import type { Finding } from '../../scan/findings.ts';
import { finishScan } from '../../scan/finish.ts';
import { type Placing, type PreparedScan, prepareScan } from '../../scan/prepare.ts';
import type { OpenDraco } from './gltf/draco.ts';
import { readScan } from './read-scan.ts';
import type { ScanFile } from './scan-file.ts';
import { simplified } from './simplify.ts';

/** A scan read and made sound; the four points and the unit are still to be confirmed. */
export interface OpenedScan extends PreparedScan {
  readonly name: string;
  /** Ending of the format's files. */
  readonly format: string;
  /** Of the bytes: plans name a scan by it. */
  readonly sha256: string;
  /** Whether the placing came with the file rather than from a guess. */
  readonly placedByFile: boolean;
}

/** A head made of a scan, and everything to tell about it. */
export interface ImportedScan {
  readonly head: Head;
  readonly findings: readonly Finding[];
}

/** Steps of an import, in a reader's words. */
export type TellStep = (words: string) => void | Promise<void>;

/** Reads, repairs and recognises a scan. */
export async function openScan(
  files: readonly ScanFile[],
  { draco, tell = () => undefined }: { draco?: OpenDraco; tell?: TellStep } = {},
): Promise<OpenedScan> {
  await tell('reading the scan');
  const { name, format, mesh, placing, findings } = await readScan(files, draco);
  const sha256 = await hashOf(files, name);
  await tell('repairing the mesh and finding the head');
  const prepared = await prepareScan(mesh, placing);
  return {
    ...prepared,
    findings: [...findings, ...prepared.findings],
    name,
    format,
    sha256,
    placedByFile: placing !== undefined,
  };
}

/** Places an opened scan and makes it a head. */
export async function finishOpened(
  scan: OpenedScan,
  placing: Placing,
  { base, tell = () => undefined }: { base?: HeadBase; tell?: TellStep } = {},
): Promise<ImportedScan> {
  await tell('placing the head and evening out its triangles');
  const { head, findings } = await finishScan(scan.mesh, placing, simplified, base);
  return { head, findings: [...scan.findings, ...findings] };
}

/** Hash of all bytes, the scan's own first, then its buffers by name. */
async function hashOf(files: readonly ScanFile[], main: string): Promise<string> {
  const rank = (file: ScanFile) => (file.name === main ? '' : file.name);
  const ordered = [...files].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const bytes = new Uint8Array(files.reduce((sum, file) => sum + file.bytes.length, 0));
  let at = 0;
  for (const file of ordered) {
    bytes.set(file.bytes, at);
    at += file.bytes.length;
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a plan says of a scan: the hash of its bytes and where the head is in it. */
export function scanReference(
  { name, sha256 }: Pick<OpenedScan, 'name' | 'sha256'>,
  { mmPerUnit, landmarks }: Placing,
) {
  // Nine digits are a tenth of a micrometre at 100 m; more would only fill the file.
  const short = (value: number) => Number(value.toPrecision(9));
  const point = ([x, y, z]: Vec3): Vec3 => [short(x), short(y), short(z)];
  const { nasion, inion, tragionLeft, tragionRight } = landmarks;
  return {
    kind: 'file' as const,
    name: name.slice(-255),
    sha256,
    mmPerUnit: short(mmPerUnit),
    landmarks: {
      nasion: point(nasion),
      inion: point(inion),
      tragionLeft: point(tragionLeft),
      tragionRight: point(tragionRight),
    },
  };
}

/** The placing to use: what was given, else the file's own or the guess, if that can be trusted. */
export function trustedPlacing(scan: OpenedScan): Placing {
  if (scan.doubt === undefined) return scan.guess;
  throw new DotworkError(
    'mesh',
    `No head was recognised in ${scan.name}: ${scan.doubt}.`,
    'Give the four points: --landmark nasion=x,y,z and the same for inion, tragionLeft, tragionRight.',
  );
}
