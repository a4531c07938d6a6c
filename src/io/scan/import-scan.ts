import { DotworkError } from '../../base/errors.ts';
import { toSay } from '../../base/language/say.ts';
import type { Head } from '../../head/head.ts';
import type { HeadBase } from '../../head/measures.ts';
import { measureSurface } from '../../head/surface-tapes.ts';
import type { Finding } from '../../scan/findings.ts';
import { finishScan } from '../../scan/finish.ts';
import { mappedPoints, type Placing } from '../../scan/placing.ts';
import { type PreparedScan, prepareScan } from '../../scan/prepare.ts';
import { type UnitNote, withSize } from '../../scan/size.ts';
import type { FoundScan } from './find-scans.ts';
import type { OpenDraco } from './gltf/draco.ts';
import { baseName } from './paths.ts';
import { readFound, scansIn } from './read-scan.ts';
import type { ScanFile } from './scan-file.ts';
import { simplified } from './simplify.ts';

/** A scan read and made sound; the four points and the unit are still to be confirmed. */
export interface OpenedScan extends PreparedScan {
  readonly name: string;
  /** Ending of the format's files. */
  readonly format: string;
  /** Of the bytes: plans name a scan by it. */
  readonly sha256: string;
  /** What the file says of its unit. */
  readonly unit: UnitNote | undefined;
}

/** A head made of a scan, and everything to tell about it. */
export interface ImportedScan {
  readonly head: Head;
  /** How it was placed in the end: a tape has the last word on its unit. */
  readonly placing: Placing;
  readonly findings: readonly Finding[];
}

/** Steps of an import, in a reader's words. */
export type TellStep = (words: string) => void | Promise<void>;

/** Reads, repairs and recognises a scan: of several in a zip or folder the first that is a head. */
export async function openScan(
  files: readonly ScanFile[],
  { draco, tell = () => undefined }: { draco?: OpenDraco; tell?: TellStep } = {},
): Promise<OpenedScan> {
  await tell(toSay('reading the scan'));
  let best: OpenedScan | undefined;
  let failure: unknown;
  for (const found of scansIn(files)) {
    try {
      const opened = await openFound(found, draco, tell);
      if (opened.doubt === undefined) return opened;
      best ??= opened;
    } catch (error) {
      failure ??= error;
    }
  }
  if (best) return best;
  throw failure;
}

async function openFound(
  found: FoundScan,
  draco: OpenDraco | undefined,
  tell: TellStep,
): Promise<OpenedScan> {
  const { name, format, files, mesh, placing, unit, findings } = await readFound(found, draco);
  const sha256 = await hashOf(files);
  await tell(toSay('repairing the mesh and finding the head'));
  const prepared = await prepareScan(mesh, placing, unit);
  return {
    ...prepared,
    findings: [...findings, ...prepared.findings],
    name,
    format,
    sha256,
    unit,
  };
}

/** A tape is read to a millimetre; nearer than this to it nothing is changed, mm. */
const TAPE_MEETS_MM = 0.2;
/** The first step nearly meets it: only what is cut by millimetres differs with the size. */
const MOST_TAPE_STEPS = 4;

/**
 * Places an opened scan and makes it a head. With a circumference, as large as that makes it: the
 * placing that comes back has the unit that follows. Numbers are shortened to what a plan keeps of
 * them before anything is made, so that the plan read again gives this very head.
 */
export async function finishOpened(
  scan: OpenedScan,
  given: Placing,
  { base, tell = () => undefined }: { base?: HeadBase; tell?: TellStep } = {},
): Promise<ImportedScan> {
  await tell(toSay('placing the head and evening out its triangles'));
  let placing = asKept(given);
  let made = await finishScan(scan.mesh, placing, simplified, base);
  for (let step = 0; step < MOST_TAPE_STEPS && placing.circumferenceMm !== undefined; step++) {
    const ratio = placing.circumferenceMm / measureSurface(made.head).circumference;
    if (Math.abs(placing.circumferenceMm * (1 - 1 / ratio)) < TAPE_MEETS_MM) break;
    await tell(toSay('making the head as large as the tape says'));
    placing = asKept({ ...placing, mmPerUnit: placing.mmPerUnit * ratio });
    made = await finishScan(scan.mesh, placing, simplified, base);
  }
  const told = withSize(scan.findings, placing, scan.meanMmPerUnit, scan.unit);
  return { head: made.head, placing, findings: [...told, ...made.findings] };
}

function shortNumber(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

/**
 * Hash of what was read: the scan's own bytes, then its parts by name. Pictures beside it, and the zip
 * it came in, make it no other scan.
 */
async function hashOf([main, ...parts]: readonly ScanFile[]): Promise<string> {
  const byName = parts.sort((a, b) => (baseName(a.name) < baseName(b.name) ? -1 : 1));
  const files = [main!, ...byName];
  const bytes = new Uint8Array(files.reduce((sum, file) => sum + file.bytes.length, 0));
  let at = 0;
  for (const file of files) {
    bytes.set(file.bytes, at);
    at += file.bytes.length;
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Files keep points to this much of a millimetre: a tenth of a micrometre. */
const FINEST_MM = 1e-4;

/** A placing in the numbers that files keep. */
function asKept(placing: Placing): Placing {
  const mmPerUnit = shortNumber(placing.mmPerUnit, 9);
  // As fine far from the origin as at it, and no finer: more would only fill the file.
  const decimals = Math.min(15, Math.max(0, Math.ceil(Math.log10(mmPerUnit / FINEST_MM))));
  // JSON knows no negative zero.
  const short = (value: number) => Number(value.toFixed(decimals)) + 0;
  const landmarks = mappedPoints(placing.landmarks, ([x, y, z]) => [short(x), short(y), short(z)]);
  return { ...placing, mmPerUnit, landmarks };
}

/** What a plan says of a scan: the hash of its bytes and where the head is in it. */
export function scanReference(
  { name, sha256 }: Pick<OpenedScan, 'name' | 'sha256'>,
  placing: Placing,
) {
  const { mmPerUnit, landmarks, mirrored, sizeBy, circumferenceMm } = asKept(placing);
  return {
    kind: 'file' as const,
    name: name.slice(-255),
    sha256,
    mmPerUnit,
    landmarks,
    ...(mirrored && { mirrored }),
    ...(sizeBy !== undefined && { sizeBy }),
    ...(circumferenceMm !== undefined && { circumferenceMm }),
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
