import { DotworkError } from '../../../base/errors.ts';
import { plural } from '../../../base/quantity-words.ts';
import { checkBytes, type ScanFile } from '../scan-file.ts';
import { isZip, unzipped, type ZipEntry, zipEntries } from './zip.ts';

/** What a person gave, with zips opened. */
export interface Expanded {
  readonly files: readonly ScanFile[];
  /** Names of the zips that were opened. */
  readonly zips: readonly string[];
  /** What was seen in zips and left packed. */
  readonly left: readonly string[];
}

/** Which names are worth unpacking, and which zips are a format of their own. */
export interface Wanted {
  isPart(name: string): boolean;
  isFormat(file: ScanFile): boolean;
}

/** Zips in zips: one level is what mail and clouds add. */
const DEEPEST = 2;

/**
 * Opens zips: of what is in them only what may belong to a scan is unpacked, all together no more
 * than a scan may have.
 */
export function expanded(given: readonly ScanFile[], wanted: Wanted): Expanded {
  const files: ScanFile[] = [];
  const zips: string[] = [];
  const left: string[] = [];
  let bytes = 0;
  const open = given.map((file) => ({ file, depth: 0 }));
  for (let next = open.shift(); next; next = open.shift()) {
    const { file, depth } = next;
    if (depth === 0 && given.length > 1 && isLeftover(file.name)) continue;
    if (!isZip(file.bytes) || wanted.isFormat(file)) {
      files.push(file);
      continue;
    }
    if (depth >= DEEPEST) {
      left.push(file.name);
      continue;
    }
    zips.push(file.name);
    const entries = zipEntries(file.bytes).filter(({ name }) => !isLeftover(name));
    const parts = entries.filter(({ name }) => wanted.isPart(name) || /\.zip$/i.test(name));
    const packed = new Set(entries);
    for (const part of parts) packed.delete(part);
    left.push(...[...packed].map(({ name }) => name));
    // All sizes first: the same bytes may be listed again and again.
    bytes += parts.reduce((sum, { size }) => sum + size, 0);
    checkBytes(file.name, bytes);
    for (const entry of parts) open.push({ file: unpacked(file, entry), depth: depth + 1 });
  }
  return { files, zips, left };
}

function unpacked({ bytes }: ScanFile, entry: ZipEntry): ScanFile {
  return { name: entry.name, bytes: unzipped(bytes, entry) };
}

/** What is no file, or only what systems leave beside files: macOS, Windows, and hidden ones of any. */
export function isLeftover(path: string): boolean {
  const steps = path.split(/[/\\]/);
  return (
    path.endsWith('/') ||
    steps.some((step) => step.startsWith('.') && step !== '.' && step !== '..') ||
    steps.includes('__MACOSX') ||
    /^(thumbs\.db|desktop\.ini|icon\r?)$/i.test(steps.at(-1)!)
  );
}

/** A zip or folder without a scan in it. */
export function nothingInside(
  name: string,
  left: readonly string[],
  formats: string,
): DotworkError {
  const seen = left
    .slice(0, 3)
    .map((path) => path.slice(-60))
    .join(', ');
  const what = left.length > 0 ? `; it holds ${plural(left.length, 'other file')}: ${seen}` : '';
  return new DotworkError(
    'mesh',
    `There is no scan that can be read in ${name}${what}.`,
    `Put a scan into it as ${formats}.`,
  );
}
