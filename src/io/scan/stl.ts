import { Growing } from './growing.ts';
import { broken, checkCounts, type FileMesh, MOST_VERTICES } from './scan-file.ts';
import type { ScanFormat } from './scan-format.ts';
import { TextReader } from './text-reader.ts';

const HEADER_BYTES = 84;
const FACET_BYTES = 50;

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
  return isBinary(bytes) ? readBinary(bytes) : readText(bytes);
}

/** Binary files may begin with "solid" too; only their length tells. */
function isBinary(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES) return false;
  const told = viewOf(bytes).getUint32(80, true);
  if (HEADER_BYTES + FACET_BYTES * told === bytes.length) return true;
  return !beginsSolid(bytes) || bytes.subarray(0, 1024).includes(0);
}

function beginsSolid(bytes: Uint8Array): boolean {
  const start = new TextReader(bytes);
  start.skipSpace();
  return start.word().toLowerCase() === 'solid';
}

function readBinary(bytes: Uint8Array): FileMesh {
  const view = viewOf(bytes);
  const told = view.getUint32(80, true);
  const there = Math.floor((bytes.length - HEADER_BYTES) / FACET_BYTES);
  if (told > there) {
    throw broken('STL', `it says ${told} triangles, but ends after ${there}`);
  }
  checkCounts('STL', 3 * told, told);
  const positions = new Float64Array(9 * told);
  for (let t = 0; t < told; t++) {
    const at = HEADER_BYTES + FACET_BYTES * t + 12;
    for (let k = 0; k < 9; k++) positions[9 * t + k] = view.getFloat32(at + 4 * k, true);
  }
  return unjoined(positions);
}

function readText(bytes: Uint8Array): FileMesh {
  const reader = new TextReader(bytes);
  const positions = new Growing(new Float64Array(9 * 1024));
  while (!reader.ended) {
    if (reader.word().toLowerCase() === 'vertex') {
      for (let k = 0; k < 3; k++) positions.push(reader.number());
      checkCounts('STL', positions.length / 3, 0);
    }
    reader.nextLine();
  }
  if (positions.length === 0) throw broken('STL', 'it has no triangles');
  if (positions.length % 9 !== 0) throw broken('STL', 'its last triangle is incomplete');
  return unjoined(positions.done());
}

/** STL names no vertices: each triangle brings its own three. */
function unjoined(positions: Float64Array): FileMesh {
  const triangles = new Uint32Array(Math.min(positions.length / 3, MOST_VERTICES));
  for (let i = 0; i < triangles.length; i++) triangles[i] = i;
  return { positions, triangles };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
