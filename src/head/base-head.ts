import { recordOf } from '../base/records.ts';
import type { Vec3 } from '../base/vec3.ts';
import type { LandmarkName } from './head.ts';
import { LANDMARKS } from './head.ts';

/** The head all parametric heads are deformed from: left half (x >= 0), border at x = 0. */
export interface BaseHead {
  /** Three per vertex, micrometres. */
  readonly positionsUm: Int32Array;
  readonly triangles: Uint32Array;
  /** Per vertex, share of ambient light in 255ths. */
  readonly occlusion: Uint8Array;
  /** Per vertex, 0 on the head to 255 on the auricle. */
  readonly earShare: Uint8Array;
  /** Per vertex, 1 on the scalp. */
  readonly scalp: Uint8Array;
  readonly landmarks: Readonly<Record<LandmarkName, Vec3>>;
}

/** "DWH1" read as a little-endian word: Dotwork head, first layout. */
const MAGIC = 0x31485744;

/** Packs a base head: differences as zigzag varints, so gzip has short runs to work on. */
export function encodeBaseHead(head: BaseHead): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  writeVarint(out, MAGIC);
  writeVarint(out, head.earShare.length);
  writeVarint(out, head.triangles.length / 3);
  for (let axis = 0; axis < 3; axis++) writeDeltas(out, head.positionsUm, axis);
  writeTriangles(out, head.triangles);
  for (const bytes of [head.occlusion, head.earShare, head.scalp]) {
    for (const byte of bytes) out.push(byte);
  }
  for (const name of LANDMARKS) {
    for (const mm of head.landmarks[name]) writeVarint(out, zigzag(Math.round(mm * 1000)));
  }
  return Uint8Array.from(out);
}

/** Unpacks what `encodeBaseHead` packed. */
export function decodeBaseHead(bytes: Uint8Array): BaseHead {
  const reader = { bytes, at: 0 };
  if (readVarint(reader) !== MAGIC) throw new Error('The base head is not a head file.');
  const vertexCount = readVarint(reader);
  const triangleCount = readVarint(reader);
  const positionsUm = new Int32Array(vertexCount * 3);
  for (let axis = 0; axis < 3; axis++) readDeltas(reader, positionsUm, axis);
  const triangles = readTriangles(reader, triangleCount);
  const take = () => {
    reader.at += vertexCount;
    return bytes.slice(reader.at - vertexCount, reader.at);
  };
  const [occlusion, earShare, scalp] = [take(), take(), take()];
  const nextMm = () => unzigzag(readVarint(reader)) / 1000;
  const landmarks = recordOf(LANDMARKS, (): Vec3 => [nextMm(), nextMm(), nextMm()]);
  return { positionsUm, triangles, occlusion, earShare, scalp, landmarks };
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function writeDeltas(out: number[], values: Int32Array, axis: number): void {
  let last = 0;
  for (let i = axis; i < values.length; i += 3) {
    writeVarint(out, zigzag(values[i]! - last));
    last = values[i]!;
  }
}

function readDeltas(reader: Reader, values: Int32Array, axis: number): void {
  let last = 0;
  for (let i = axis; i < values.length; i += 3) {
    last += unzigzag(readVarint(reader));
    values[i] = last;
  }
}

/** Rows are sorted by their first vertex; the other two are near it. */
function writeTriangles(out: number[], triangles: Uint32Array): void {
  let last = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const first = triangles[t]!;
    writeVarint(out, first - last);
    writeVarint(out, triangles[t + 1]! - first);
    writeVarint(out, triangles[t + 2]! - first);
    last = first;
  }
}

function readTriangles(reader: Reader, count: number): Uint32Array {
  const triangles = new Uint32Array(count * 3);
  let first = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    first += readVarint(reader);
    triangles[t] = first;
    triangles[t + 1] = first + readVarint(reader);
    triangles[t + 2] = first + readVarint(reader);
  }
  return triangles;
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}

function writeVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

function readVarint(reader: Reader): number {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = reader.bytes[reader.at++]!;
    value += (byte % 128) * scale;
    if (byte < 128) return value;
    scale *= 128;
  }
}
