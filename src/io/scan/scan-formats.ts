import { glb, gltf } from './gltf/gltf-formats.ts';
import { obj } from './obj.ts';
import { OTHER_ENDINGS } from './other-formats.ts';
import { endingOf } from './paths.ts';
import { plainBytes } from './plain-bytes.ts';
import { ply } from './ply.ts';
import type { ScanFile } from './scan-file.ts';
import type { ScanFormat } from './scan-format.ts';
import { stl } from './stl/stl-format.ts';
import { threeMf } from './threemf/threemf.ts';
import { usdz } from './usd/usdz.ts';

/** All formats that are read, in the order people are told of them. */
export const SCAN_FORMATS: readonly ScanFormat[] = [glb, gltf, obj, ply, stl, threeMf, usdz];

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

/** All of them in a sentence: "GLB, glTF, OBJ or PLY". */
export const FORMAT_NAMES = orList(SCAN_FORMATS);

/** What helps with a damaged file: the formats that are one file each. */
export const EXPORT_AGAIN = `Export the scan again, as ${orList(SCAN_FORMATS.filter(({ partEndings }) => !partEndings))}.`;

/** Endings of files that a scan may be in: the mesh, and what holds a part of it. */
export const SCAN_ENDINGS = SCAN_FORMATS.flatMap(({ ending, partEndings = [] }) => [
  ending,
  ...partEndings,
]);

/** Whether a file of this name may be a scan, or a part of one. */
export function isPartName(name: string): boolean {
  return SCAN_ENDINGS.includes(endingOf(name));
}

/**
 * Whether a file of this name is given as a scan: one, what comes along with it, a zip of it, or
 * what is answered with the export that would be one.
 */
export function isScanName(name: string): boolean {
  const beside = SCAN_FORMATS.flatMap(({ besideEndings = [] }) => besideEndings);
  return [...SCAN_ENDINGS, ...beside, 'zip', ...OTHER_ENDINGS].includes(endingOf(name));
}

function orList(formats: readonly ScanFormat[]): string {
  return formats
    .map(({ name }) => name)
    .join(', ')
    .replace(/, (?=\w+$)/, ' or ');
}
