import type { FileMesh } from '../scan-file.ts';
import type { ScanFormat } from '../scan-format.ts';
import { TextReader } from '../text-reader.ts';
import { fillsExactly, HEADER_BYTES, readBinaryStl } from './stl-binary.ts';
import { readTextStl } from './stl-text.ts';

/** Stereolithography, binary or text. */
export const stl: ScanFormat = {
  ending: 'stl',
  name: 'STL',
  looksLike: beginsSolid,
  read: readStl,
};

/**
 * Reads STL, binary or text.
 *
 * three's loader allocates for the count in the header before looking at the file, so this is our
 * own. Normals are left out: the corners' order says the same.
 */
function readStl(bytes: Uint8Array): FileMesh {
  return isText(bytes) ? readTextStl(bytes) : readBinaryStl(bytes);
}

/** Binary files may begin with "solid" too: their length tells, or bytes that no text holds. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES) return true;
  if (fillsExactly(bytes)) return false;
  const start = bytes.subarray(0, 1024);
  if (start.includes(0)) return false;
  return beginsSolid(bytes) || /\bfacet\b/i.test(String.fromCharCode(...start));
}

function beginsSolid(bytes: Uint8Array): boolean {
  const start = new TextReader(bytes);
  start.skipSpace();
  return start.word().toLowerCase() === 'solid';
}
