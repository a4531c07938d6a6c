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

/** Longer headers are no headers. */
const MOST_HEADER_BYTES = 65_536;

/** Reads the text before the data, strictly. */
export function readPlyHeader(bytes: Uint8Array): PlyHeader {
  const start = String.fromCharCode(...bytes.subarray(0, 4096)).concat(
    bytes.length > 4096 ? chunks(bytes.subarray(4096, MOST_HEADER_BYTES)) : '',
  );
  // On a line of its own: a comment may hold the words.
  const end = /(?<=[\r\n])end_header[ \t]*(\r\n|\n|\r)/.exec(start);
  if (!end) throw broken('PLY', 'its header has no end');
  let encoding: PlyHeader['encoding'] | undefined;
  const elements: PlyElement[] = [];
  for (const line of start.slice(0, end.index).split(/\r\n|\n|\r/)) {
    const [word, ...rest] = line.trim().split(/\s+/);
    if (word === 'format') encoding = encodingOf(rest[0]);
    else if (word === 'element') elements.push(elementOf(rest));
    else if (word === 'property') {
      const element = elements.at(-1);
      if (!element) throw broken('PLY', 'a property belongs to no element');
      element.properties.push(propertyOf(rest));
    }
  }
  if (!encoding) throw broken('PLY', 'its header names no format');
  return { encoding, elements, bytes: end.index + end[0].length };
}

function chunks(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 4096) {
    text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  }
  return text;
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
