import { broken } from './scan-file.ts';

/** Bytes of each number type; both spellings are in use. */
const TYPES: Readonly<Record<string, PlyType>> = {
  char: 'int8',
  int8: 'int8',
  uchar: 'uint8',
  uint8: 'uint8',
  short: 'int16',
  int16: 'int16',
  ushort: 'uint16',
  uint16: 'uint16',
  int: 'int32',
  int32: 'int32',
  uint: 'uint32',
  uint32: 'uint32',
  int64: 'int64',
  longlong: 'int64',
  uint64: 'uint64',
  ulonglong: 'uint64',
  float: 'float32',
  float32: 'float32',
  double: 'float64',
  float64: 'float64',
};

export type PlyType =
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float32'
  | 'float64';

/** A column of an element; with `count` it is a list, whose length has that type. */
export interface PlyProperty {
  readonly name: string;
  readonly type: PlyType;
  readonly count?: PlyType;
}

export interface PlyElement {
  readonly name: string;
  readonly count: number;
  readonly properties: PlyProperty[];
}

export interface PlyHeader {
  readonly encoding: 'ascii' | 'binary_little_endian' | 'binary_big_endian';
  readonly elements: readonly PlyElement[];
  /** Where the data begin. */
  readonly bytes: number;
}

const NEWLINE = 10;
const RETURN = 13;
/** Longer lines say nothing that is read. */
const MOST_LINE_BYTES = 512;
/** More columns has no scan, and each row would cost as many steps. */
const MOST_COLUMNS = 1000;

/** Whether bytes begin with the mark of the format: "ply" on a line of its own. */
export function hasPlyMark(bytes: Uint8Array): boolean {
  return /^ply[ \t]*[\r\n]/.test(String.fromCharCode(...bytes.subarray(0, 64)));
}

/** Reads the text before the data, strictly; comments may be as long as they like. */
export function readPlyHeader(bytes: Uint8Array): PlyHeader {
  let encoding: PlyHeader['encoding'] | undefined;
  const elements: PlyElement[] = [];
  let columns = 0;
  for (const { text, next } of headerLines(bytes)) {
    const [word, ...rest] = text.trim().split(/\s+/);
    if (word === 'end_header') {
      if (!encoding) throw broken('PLY', 'its header names no format');
      return { encoding, elements, bytes: next };
    }
    if (word === 'format') encoding = encodingOf(rest[0]);
    else if (word === 'element') elements.push(elementOf(rest));
    else if (word === 'property') {
      const element = elements.at(-1);
      if (!element) throw broken('PLY', 'a property belongs to no element');
      element.properties.push(propertyOf(rest));
    }
    if (word === 'element' || word === 'property') columns++;
    if (columns > MOST_COLUMNS) throw broken('PLY', 'its header names too many properties');
  }
  throw broken('PLY', 'its header has no end');
}

/**
 * Lines, and where the next one begins. All end as the first one does: a comment may hold the other
 * sign, and after a header that ends with CR the first byte of the data may be an LF.
 */
function* headerLines(bytes: Uint8Array): Generator<{ text: string; next: number }> {
  const first = bytes.subarray(0, MOST_LINE_BYTES).findIndex((b) => b === NEWLINE || b === RETURN);
  if (first < 0) return;
  const end = bytes[first] === RETURN && bytes[first + 1] !== NEWLINE ? RETURN : NEWLINE;
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(end, at);
    const stop = found < 0 ? bytes.length : found;
    yield {
      text: String.fromCharCode(...bytes.subarray(at, Math.min(stop, at + MOST_LINE_BYTES))),
      next: Math.min(bytes.length, stop + 1),
    };
    at = stop + 1;
  }
}

function encodingOf(word: string | undefined): PlyHeader['encoding'] {
  if (word === 'ascii' || word === 'binary_little_endian' || word === 'binary_big_endian') {
    return word;
  }
  throw broken('PLY', `its format "${word?.slice(0, 30)}" is unknown`);
}

function elementOf([name, count]: readonly string[]): PlyElement {
  if (!name || !count || !/^\d{1,12}$/.test(count)) throw broken('PLY', 'an element has no count');
  return { name, count: Number(count), properties: [] };
}

function propertyOf(words: readonly string[]): PlyProperty {
  if (words[0] !== 'list') return { name: words[1] ?? '', type: typeOf(words[0]) };
  return { name: words[3] ?? '', count: typeOf(words[1]), type: typeOf(words[2]) };
}

function typeOf(word: string | undefined): PlyType {
  const type = word !== undefined && Object.hasOwn(TYPES, word) ? TYPES[word] : undefined;
  if (!type) throw broken('PLY', `its number type "${word?.slice(0, 30)}" is unknown`);
  return type;
}
