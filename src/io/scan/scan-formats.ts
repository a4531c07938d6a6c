import { glb, gltf } from './gltf/gltf-formats.ts';
import { obj } from './obj.ts';
import { plainBytes } from './plain-bytes.ts';
import { ply } from './ply.ts';
import type { ScanFile } from './scan-file.ts';
import type { ScanFormat } from './scan-format.ts';
import { stl } from './stl/stl-format.ts';

/** All formats that are read, in the order people are told of them. */
export const SCAN_FORMATS: readonly ScanFormat[] = [glb, gltf, obj, ply, stl];

/** The format by content where that tells, else by the ending of the name. */
export function formatOf({ name, bytes: all }: ScanFile): ScanFormat | undefined {
  const bytes = plainBytes(all);
  const ending = endingOf(name);
  return (
    SCAN_FORMATS.find((format) => format.hasMark?.(bytes)) ??
    SCAN_FORMATS.find((format) => !format.hasMark && format.ending === ending) ??
    SCAN_FORMATS.find((format) => format.looksLike?.(bytes))
  );
}

/** "GLB, glTF, OBJ, PLY or STL". */
export const FORMAT_NAMES = orList(SCAN_FORMATS);

/** What helps with a damaged file: the formats that are one file each. */
export const EXPORT_AGAIN = `Export the scan again, as ${orList(SCAN_FORMATS.filter(({ partEndings }) => !partEndings))}.`;

/** Endings of files that a scan may be in: the mesh, and what holds a part of it. */
export const SCAN_ENDINGS = SCAN_FORMATS.flatMap(({ ending, partEndings = [] }) => [
  ending,
  ...partEndings,
]);

/** Whether a file of this name belongs to a scan, if only as what comes along with one. */
export function isScanName(name: string): boolean {
  const beside = SCAN_FORMATS.flatMap(({ besideEndings = [] }) => besideEndings);
  return [...SCAN_ENDINGS, ...beside].includes(endingOf(name));
}

function endingOf(name: string): string {
  return /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function orList(formats: readonly ScanFormat[]): string {
  return formats
    .map(({ name }) => name)
    .join(', ')
    .replace(/, (?=\w+$)/, ' or ');
}
