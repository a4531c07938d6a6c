import { DotworkError } from '../../base/errors.ts';
import type { Finding } from '../../scan/findings.ts';
import { expanded, isLeftover, nothingInside } from './archive/expand.ts';
import { otherKind } from './other-formats.ts';
import { baseName, endingOf, fileAt, slashes } from './paths.ts';
import { plainBytes } from './plain-bytes.ts';
import type { ScanFile } from './scan-file.ts';
import type { ScanFormat } from './scan-format.ts';
import { FORMAT_NAMES, formatOf, isPartName, SCAN_FORMATS } from './scan-formats.ts';

/** A file that is a scan by its format, and what was decided to come to it. */
export interface FoundScan {
  readonly main: ScanFile;
  readonly format: ScanFormat;
  /** Files given along with it. */
  readonly beside: readonly ScanFile[];
  readonly findings: readonly Finding[];
}

/** More scans of one zip or folder are not tried. */
const MOST_TRIED = 5;

/**
 * The scans in what was given, the likeliest head first. Of loose files there may be one; a zip or
 * a folder may hold several, as phone apps share them: in several formats, or parts beside the head.
 */
export function findScans(given: readonly ScanFile[]): FoundScan[] {
  const { files, zips, left } = expanded(given, {
    isPart: isPartName,
    isFormat: (file) => formatOf(file) !== undefined,
  });
  const isFolder = given.some(({ name }) => /[/\\]/.test(name));
  const found = files.flatMap((main) => {
    const format = isLeftover(main.name) && files.length > 1 ? undefined : formatOf(main);
    return format ? [{ main, format, beside: files.filter((file) => file !== main) }] : [];
  });
  if (found.length === 0)
    throw noScan(given, zips, isFolder, [...files.map(({ name }) => name), ...left]);
  const [first, second] = found;
  if (zips.length === 0 && !isFolder) {
    if (!second) return [{ ...first!, findings: [] }];
    throw new DotworkError(
      'mesh',
      `${first!.main.name} and ${second.main.name} are two scans.`,
      'Give one at a time.',
    );
  }
  const where = zips.map(baseName).join(', ') || 'the folder';
  const ranked = bestOfEach(found).sort((a, b) => weight(b) - weight(a));
  return ranked
    .slice(0, MOST_TRIED)
    .map((one) => ({ ...one, findings: chosen(one, ranked, where) }));
}

/** The files of a scan that are read: its own, and the parts it names. */
export function partsOf({ main, format, beside }: FoundScan): ScanFile[] {
  const needed = format.needs?.(plainBytes(main.bytes)) ?? [];
  return [main, ...new Set(needed.flatMap((path) => fileAt(path, beside) ?? []))];
}

type Candidate = Omit<FoundScan, 'findings'>;

/** The same name in several formats is the same scan: the first of the list of formats is taken. */
function bestOfEach(found: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  const rank = ({ format }: Candidate) => SCAN_FORMATS.indexOf(format);
  for (const one of found) {
    const stem = baseName(one.main.name)
      .toLowerCase()
      .replace(/\.\w+$/, '');
    const before = best.get(stem);
    if (!before || rank(one) < rank(before)) best.set(stem, one);
  }
  return [...best.values()];
}

/** Heads have most bytes; tables, markers and lighter copies of them have fewer. */
function weight({ main, beside }: Candidate): number {
  const parts = beside.filter(({ name }) => endingOf(name) === 'bin');
  const own = endingOf(main.name) === 'gltf' ? parts : [];
  return [main, ...own].reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function chosen({ main }: Candidate, ranked: readonly Candidate[], where: string): Finding[] {
  const others = ranked.filter((one) => one.main !== main).map((one) => slashes(one.main.name));
  const names = others
    .slice(0, 4)
    .map((name) => name.slice(-60))
    .join(', ');
  const more = others.length > 4 ? ` and ${others.length - 4} more` : '';
  const rest =
    others.length > 0 ? ` It also holds ${names}${more}; to use another, give it alone.` : '';
  return [
    {
      kind: 'fileChosen',
      weight: others.length > 0 ? 'look' : 'repaired',
      count: 1 + others.length,
      text: `Of ${where}, ${slashes(main.name).slice(-80)} was read.${rest}`,
    },
  ];
}

function noScan(
  given: readonly ScanFile[],
  zips: readonly string[],
  isFolder: boolean,
  seen: readonly string[],
): DotworkError {
  if (zips.length > 0 || isFolder) {
    for (const name of seen) {
      const other = otherKind({ name, bytes: new Uint8Array(0) }, FORMAT_NAMES);
      if (other) return other;
    }
    return nothingInside(zips.map(baseName).join(', ') || 'the folder', seen, FORMAT_NAMES);
  }
  for (const file of given) {
    const other = otherKind(file, FORMAT_NAMES);
    if (other) return other;
  }
  const names = given.map(({ name }) => name).join(', ');
  const what = names
    ? `${names} is no scan that can be read.`
    : 'There is no scan among these files.';
  return new DotworkError('mesh', what, `Use ${FORMAT_NAMES}.`);
}
