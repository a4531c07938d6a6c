import { Growing } from './growing.ts';
import {
  hasPlyMark,
  type PlyElement,
  type PlyProperty,
  type PlyType,
  readPlyHeader,
} from './ply-header.ts';
import { Polygons } from './polygons.ts';
import { broken, checkCounts, type FileMesh, pointCloud, splats } from './scan-file.ts';
import type { ScanFormat } from './scan-format.ts';
import { TextReader } from './text-reader.ts';

/** The polygon file format of Stanford. */
export const ply: ScanFormat = {
  ending: 'ply',
  name: 'PLY',
  hasMark: hasPlyMark,
  read: readPly,
};

/** Where numbers come from: the text, or the bytes in either order. */
interface Source {
  number(type: PlyType): number;
  /** Most rows that fit into what is left, each at least so many bytes. */
  room(rowBytes: number): number;
  /** Refuses text whose commas may mean two things. */
  checkCommas(): void;
}

/**
 * Reads PLY: text, or binary in either byte order; faces or triangle strips.
 *
 * three's loader fills plain lists from the counts in the header, however long the file; this one
 * checks each count against the bytes that are there first.
 */
function readPly(bytes: Uint8Array): FileMesh {
  const header = readPlyHeader(bytes);
  if (header.elements.some(holdsSplats)) throw splats('PLY');
  const source =
    header.encoding === 'ascii'
      ? textSource(bytes, header.bytes)
      : binarySource(bytes, header.bytes, header.encoding === 'binary_little_endian');
  let positions: Float64Array | undefined;
  let triangles: Uint32Array | undefined;
  const polygons = new Polygons();
  for (const element of header.elements) {
    checkRoom(element, source);
    if (element.name === 'vertex' && !positions) positions = readVertices(element, source);
    else if (element.name === 'face' && !triangles)
      triangles = readFaces(element, source, polygons);
    else if (element.name === 'tristrips' && !triangles) triangles = readStrips(element, source);
    else if (positions && triangles) break;
    else skip(element, source);
  }
  if (!positions) throw broken('PLY', 'it has no points');
  if (!triangles || triangles.length === 0) {
    throw pointCloud('PLY');
  }
  source.checkCommas();
  const count = positions.length / 3;
  const missing = triangles.find((corner) => corner >= count);
  if (missing !== undefined) {
    throw broken('PLY', `a face names point ${missing}, but there are ${count}`);
  }
  polygons.cut(positions, triangles);
  return { positions, triangles };
}

/** Splats are points with a size, a turn and colours as harmonics, plain or packed. */
function holdsSplats({ properties }: PlyElement): boolean {
  const names = properties.map(({ name }) => name);
  return (
    ['scale_0', 'rot_0', 'opacity'].every((name) => names.includes(name)) ||
    names.includes('packed_position')
  );
}

function checkRoom(element: PlyElement, source: Source): void {
  const most = source.room(rowBytes(element));
  if (element.count > most) {
    const what = `it says ${element.count} of "${element.name.slice(0, 30)}"`;
    throw broken('PLY', `${what}, but has room for ${most} at most`);
  }
}

/** Fewest bytes a row takes; rows without any are nothing to read. */
function rowBytes({ properties }: PlyElement): number {
  return properties.reduce((sum, { type, count }) => sum + BYTES[count ?? type], 0);
}

function readVertices({ count, properties }: PlyElement, source: Source): Float64Array {
  checkCounts('PLY', count, 0);
  for (const axis of ['x', 'y', 'z']) {
    if (!properties.some(({ name, count: list }) => name === axis && !list)) {
      throw broken('PLY', `its points have no ${axis}`);
    }
  }
  const positions = new Float64Array(3 * count);
  const slots = properties.map(({ name }) => ['x', 'y', 'z'].indexOf(name));
  for (let v = 0; v < count; v++) {
    for (let k = 0; k < properties.length; k++) {
      const property = properties[k]!;
      if (property.count) skipList(property, source);
      else {
        const value = source.number(property.type);
        if (slots[k]! >= 0) positions[3 * v + slots[k]!] = value;
      }
    }
  }
  return positions;
}

/** Both names are in use. */
const CORNERS = ['vertex_indices', 'vertex_index'];

function readFaces(
  { count, properties }: PlyElement,
  source: Source,
  polygons: Polygons,
): Uint32Array {
  checkCounts('PLY', 0, count);
  const triangles = new Growing(new Uint32Array(3 * count));
  for (let f = 0; f < count; f++) {
    for (const property of properties) {
      if (!property.count) source.number(property.type);
      else if (!CORNERS.includes(property.name)) skipList(property, source);
      else {
        const corners = listLength(property, source);
        polygons.note(triangles.length, corners);
        const first = corners > 0 ? cornerOf(property, source) : 0;
        let last = corners > 1 ? cornerOf(property, source) : 0;
        for (let k = 2; k < corners; k++) {
          const corner = cornerOf(property, source);
          triangles.push(first);
          triangles.push(last);
          triangles.push(corner);
          last = corner;
        }
        checkCounts('PLY', 0, triangles.length / 3);
      }
    }
  }
  return triangles.done();
}

/** Strips as Stanford's scans have them: -1 ends one, and every other triangle is turned over. */
function readStrips({ count, properties }: PlyElement, source: Source): Uint32Array {
  const triangles = new Growing(new Uint32Array(1024));
  for (let s = 0; s < count; s++) {
    for (const property of properties) {
      if (!property.count) source.number(property.type);
      else if (!CORNERS.includes(property.name)) skipList(property, source);
      else readStrip(property, source, triangles);
    }
  }
  return triangles.done();
}

function readStrip(property: PlyProperty, source: Source, triangles: Growing<Uint32Array>): void {
  const corners = listLength(property, source);
  let [a, b, run] = [0, 0, 0];
  for (let k = 0; k < corners; k++) {
    const corner = source.number(property.type);
    if (corner === -1) {
      run = 0;
      continue;
    }
    const c = checkedCorner(corner);
    if (run >= 2) {
      triangles.push(run % 2 === 0 ? a : b);
      triangles.push(run % 2 === 0 ? b : a);
      triangles.push(c);
      checkCounts('PLY', 0, triangles.length / 3);
    }
    [a, b, run] = [b, c, run + 1];
  }
}

function skip({ count, properties }: PlyElement, source: Source): void {
  if (properties.length === 0) return;
  for (let i = 0; i < count; i++) {
    for (const property of properties) {
      if (property.count) skipList(property, source);
      else source.number(property.type);
    }
  }
}

function skipList(property: PlyProperty, source: Source): void {
  const count = listLength(property, source);
  for (let k = 0; k < count; k++) source.number(property.type);
}

function listLength({ name, type, count }: PlyProperty, source: Source): number {
  const length = source.number(count!);
  if (!Number.isInteger(length) || length < 0 || length > source.room(BYTES[type])) {
    throw broken('PLY', `a list of "${name.slice(0, 30)}" is longer than the file`);
  }
  return length;
}

function cornerOf({ type }: PlyProperty, source: Source): number {
  return checkedCorner(source.number(type));
}

function checkedCorner(corner: number): number {
  if (!Number.isInteger(corner) || corner < 0 || corner >= 2 ** 32) {
    throw broken('PLY', 'a face names a point that is not there');
  }
  return corner;
}

const BYTES: Readonly<Record<PlyType, number>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  float32: 4,
  float64: 8,
};

function textSource(bytes: Uint8Array, at: number): Source {
  const reader = new TextReader(bytes, at);
  return {
    // Rows should be lines, but some writers break them: numbers are taken as they come.
    number: () => {
      reader.skipSpace();
      if (reader.ended) throw broken('PLY', 'it ends too early');
      return reader.number();
    },
    // A number takes a digit and a blank; the last may lack the blank.
    room: () => Math.floor((bytes.length - reader.at + 1) / 2),
    checkCommas: () => reader.checkCommas('PLY'),
  };
}

function binarySource(bytes: Uint8Array, start: number, little: boolean): Source {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  const read: Readonly<Record<PlyType, (from: number) => number>> = {
    int8: (from) => view.getInt8(from),
    uint8: (from) => view.getUint8(from),
    int16: (from) => view.getInt16(from, little),
    uint16: (from) => view.getUint16(from, little),
    int32: (from) => view.getInt32(from, little),
    uint32: (from) => view.getUint32(from, little),
    // Counts and corners beyond 2^53 are none of a scan, so that rounding them does no harm.
    int64: (from) => Number(view.getBigInt64(from, little)),
    uint64: (from) => Number(view.getBigUint64(from, little)),
    float32: (from) => view.getFloat32(from, little),
    float64: (from) => view.getFloat64(from, little),
  };
  return {
    number: (type) => {
      const from = at;
      at += BYTES[type];
      if (at > bytes.length) throw broken('PLY', 'it ends too early');
      return read[type](from);
    },
    room: (rowBytes) => (rowBytes > 0 ? Math.floor((bytes.length - at) / rowBytes) : 0),
    checkCommas: () => undefined,
  };
}
