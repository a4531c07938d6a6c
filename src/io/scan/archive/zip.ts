import { Inflate } from 'fflate';
import { DotworkError } from '../../../base/errors.ts';
import { crc32 } from '../../crc32.ts';

/** A file in a zip, as its directory lists it. */
export interface ZipEntry {
  /** With its folders, parted by "/". */
  readonly name: string;
  /** Bytes it says it has, unpacked and packed. */
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  readonly crc: number;
  readonly isLocked: boolean;
  /** Where its own header stands. */
  readonly at: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_PLACE = 0x07064b50;
/** The end record, and the longest comment behind it. */
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
/** More files has no scan. */
const MOST_ENTRIES = 20_000;
const STORED = 0;
const DEFLATED = 8;
/** Deflate writes at most 258 bytes by two bits. */
const MOST_SHRINK = 1032;
/** Bytes given to the unpacker at once: what comes out is at most so many times as much. */
const STEP_BYTES = 16_384;

/** Whether bytes begin as a zip does. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, a, b] = bytes;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/**
 * The directory at the end of a zip. `fflate` lists no locks and trusts the sizes it finds, so the
 * directory is read here, and only what is wanted is unpacked.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readDirectory(bytes, view);
  } catch (error) {
    if (error instanceof DotworkError) throw error;
    throw brokenZip('its directory is damaged');
  }
}

function readDirectory(bytes: Uint8Array, view: DataView): ZipEntry[] {
  const end = findEnd(view);
  let count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (end >= 20 && view.getUint32(end - 20, true) === END_64_PLACE) {
    const end64 = Number(view.getBigUint64(end - 12, true));
    if (view.getUint32(end64, true) === END_64) {
      count = Number(view.getBigUint64(end64 + 32, true));
      at = Number(view.getBigUint64(end64 + 48, true));
    }
  }
  if (count > MOST_ENTRIES) throw brokenZip(`it lists ${count} files`);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== CENTRAL) throw brokenZip('its directory is damaged');
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const name = bytes.subarray(at + 46, at + 46 + nameBytes);
    const extra = at + 46 + nameBytes;
    const wide = wideFields(view, extra, extra + extraBytes);
    const field = (offset: number): number => {
      const value = view.getUint32(at + offset, true);
      return value === 0xffffffff ? (wide.next() ?? value) : value;
    };
    const size = field(24);
    const packedSize = field(20);
    entries.push({
      name: nameOf(name),
      size,
      packedSize,
      at: field(42),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      isLocked: (view.getUint16(at + 8, true) & 1) === 1,
    });
    at = extra + extraBytes + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw brokenZip('it has no end: it was cut short');
}

/** Numbers beyond 32 bits, in the order of the fields that lack them. */
function wideFields(view: DataView, start: number, end: number) {
  let at = start;
  while (at + 4 <= end && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  return {
    next(): number | undefined {
      if (at + 8 > end) return undefined;
      at += 8;
      return Number(view.getBigUint64(at - 8, true));
    },
  };
}

/** Most write UTF-8; of what is none, letters beyond ASCII do not matter here. */
function nameOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll('\\', '/').replaceAll('\0', '');
}

/**
 * Unpacks one file of a zip into as much memory as it says it has, and not a byte more: what says too
 * little or too much is refused.
 */
export function unzipped(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const { name, size, packedSize, method, isLocked } = entry;
  if (isLocked) {
    throw new DotworkError(
      'mesh',
      `${short(name)} in the zip is locked with a password.`,
      'Unpack it and give the scan itself.',
    );
  }
  const packed = packedBytes(bytes, entry);
  if (size > MOST_SHRINK * packedSize + 64)
    throw brokenZip(`${short(name)} claims more than it can hold`);
  if (method !== STORED && method !== DEFLATED) {
    throw new DotworkError(
      'mesh',
      `${short(name)} in the zip is packed in a way that is not read (${method}).`,
      'Unpack it and give the scan itself.',
    );
  }
  const content = method === STORED ? packed : inflated(packed, size, name);
  if (content.length !== size || crc32(content) !== entry.crc) {
    throw brokenZip(`${short(name)} in it is damaged`);
  }
  return content;
}

function packedBytes(bytes: Uint8Array, { name, at, packedSize }: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL) {
    throw brokenZip(`${short(name)} is not where it says`);
  }
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + packedSize > bytes.length) throw brokenZip('it was cut short');
  return bytes.subarray(start, start + packedSize);
}

function inflated(packed: Uint8Array, size: number, name: string): Uint8Array {
  const out = new Uint8Array(size);
  let length = 0;
  const inflate = new Inflate((part) => {
    if (length + part.length > size) throw brokenZip(`${short(name)} holds more than it says`);
    out.set(part, length);
    length += part.length;
  });
  try {
    for (let at = 0; at === 0 || at < packed.length; at += STEP_BYTES) {
      inflate.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
    }
  } catch (error) {
    if (error instanceof DotworkError) throw error;
    throw brokenZip(`${short(name)} in it is damaged`);
  }
  return out.subarray(0, length);
}

function short(name: string): string {
  return name.slice(-80);
}

function brokenZip(what: string): DotworkError {
  return new DotworkError(
    'mesh',
    `This zip cannot be opened: ${what}.`,
    'Copy or send it again, or unpack it and give the scan itself.',
  );
}
