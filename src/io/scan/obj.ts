import { Growing } from './growing.ts';
import { Polygons } from './polygons.ts';
import { broken, checkCounts, type FileMesh, pointCloud } from './scan-file.ts';
import type { ScanFormat } from './scan-format.ts';
import { TextReader } from './text-reader.ts';

const HASH = 35;
const SLASH = 47;
const BACKSLASH = 92;
const SPACE = 32;

/** Wavefront OBJ. Nothing in its bytes says so: its name has to. */
export const obj: ScanFormat = {
  ending: 'obj',
  name: 'OBJ',
  besideEndings: ['mtl'],
  read: readObj,
};

/**
 * Reads the points and faces of a Wavefront OBJ file; groups, materials and texture places are
 * passed over.
 *
 * three's loader splits the whole text into strings and keeps points once per corner; a scan of a
 * million triangles took it gigabytes. Hence our own.
 */
function readObj(bytes: Uint8Array): FileMesh {
  // A comment may follow a number at once, and so may the sign that a line goes on.
  const reader = new TextReader(bytes, 0, '#\\');
  const positions = new Growing(new Float64Array(3 * 1024));
  const triangles = new Growing(new Uint32Array(3 * 1024));
  const polygons = new Polygons();
  while (!reader.ended) {
    reader.skipBlanks();
    const word = reader.word();
    if (word === 'v') {
      for (let k = 0; k < 3; k++) positions.push(lineGoesOn(reader) ? reader.number() : Number.NaN);
    } else if (word === 'f') {
      const start = triangles.length;
      polygons.note(start, readFace(reader, positions.length / 3, triangles));
    }
    checkCounts('OBJ', positions.length / 3, triangles.length / 3);
    reader.nextLine();
  }
  if (triangles.length === 0) {
    throw positions.length > 0 ? pointCloud('OBJ') : broken('OBJ', 'it has no faces');
  }
  reader.checkCommas('OBJ');
  const count = positions.length / 3;
  const corners = triangles.done();
  const missing = corners.find((corner) => corner >= count);
  if (missing !== undefined) {
    throw broken('OBJ', `a face names point ${missing + 1}, but there are ${count}`);
  }
  const points = positions.done();
  polygons.cut(points, corners);
  return { positions: points, triangles: corners };
}

/**
 * A face may name points that come later, so only negative numbers need the count so far.
 *
 * @returns How many corners it has.
 */
function readFace(reader: TextReader, sofar: number, triangles: Growing<Uint32Array>): number {
  let first = -1;
  let last = -1;
  let corners = 0;
  while (lineGoesOn(reader)) {
    const index = cornerIndex(reader);
    const corner = index < 0 ? sofar + index : index - 1;
    if (!Number.isInteger(corner) || corner < 0 || corner >= 2 ** 32 - 1) {
      throw broken('OBJ', 'a face names a point that is not there');
    }
    if (corners >= 2) {
      triangles.push(first);
      triangles.push(last);
      triangles.push(corner);
    } else if (corners === 0) first = corner;
    last = corner;
    corners++;
  }
  return corners;
}

/** Skips blanks; a comment ends a line, and a backslash joins it with the next one. */
function lineGoesOn(reader: TextReader): boolean {
  while (reader.skipBlanks()) {
    const byte = reader.bytes[reader.at];
    if (byte !== BACKSLASH) return byte !== HASH;
    reader.nextLine();
  }
  return false;
}

/** The first number of "7", "7/1", "7//3" or "-7/1/3". */
function cornerIndex(reader: TextReader): number {
  const { bytes } = reader;
  const sign = bytes[reader.at] === 45 ? -1 : 1;
  if (sign < 0) reader.at++;
  let value = 0;
  let digits = 0;
  for (; !isEnd(bytes[reader.at]); reader.at++) {
    const byte = bytes[reader.at]!;
    if (byte === SLASH) break;
    if (byte < 48 || byte > 57) return Number.NaN;
    value = value * 10 + (byte - 48);
    digits++;
  }
  while (!isEnd(bytes[reader.at])) reader.at++;
  return digits > 0 ? sign * value : Number.NaN;
}

function isEnd(byte: number | undefined): boolean {
  return byte === undefined || byte <= SPACE || byte === HASH || byte === BACKSLASH;
}
