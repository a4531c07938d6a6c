import { unzipSync, zipSync } from 'fflate';
import { isZip } from '../../src/io/scan/archive/zip.ts';
import type { ScanFile } from '../../src/io/scan/scan-file.ts';
import { type Dice, HOSTILE_BYTES, HOSTILE_WORDS } from './dice.ts';

/** Values of the wrong sort, or too large, for a place in a document. */
const HOSTILE_VALUES = [
  -1,
  0,
  0.5,
  1e9,
  1e300,
  2 ** 31,
  2 ** 53,
  null,
  true,
  '',
  'x',
  [],
  {},
  [0],
  [[]],
  [-1, 1e9],
  { extensions: {} },
];

/** One way to damage a file; the first that its content allows of three. */
export function damaged(file: ScanFile, dice: Dice): ScanFile {
  // Packages are zips, which tell at once that a byte is wrong: mostly a file in them is damaged.
  if (isZip(file.bytes) && dice.below(4) > 0) {
    const files = unzipSync(file.bytes);
    const name = dice.one(Object.keys(files));
    const inside = damaged({ name, bytes: files[name]! }, dice).bytes;
    return { ...file, bytes: zipSync({ ...files, [name]: inside }, { level: 0 }) };
  }
  const asText = isText(file.bytes);
  let { bytes } = file;
  for (let hits = dice.one([1, 1, 1, 2, 5]); hits > 0; hits--) {
    const how = dice.below(4);
    if (how === 0 && asText && bytes[0] === 0x7b) bytes = inDocument(bytes, dice);
    else if (how <= 1 && asText) bytes = inWords(bytes, dice);
    else bytes = inBytes(bytes, dice);
  }
  return { ...file, bytes };
}

function isText(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, 512).includes(0);
}

/** Bytes flipped, cut out, repeated, or set to numbers that break readers. */
function inBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  const at = dice.below(bytes.length + 1);
  const length = dice.below(64);
  switch (dice.below(9)) {
    case 0:
      return bytes.slice(0, at);
    case 1:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 2:
      return joined(bytes.subarray(0, at + length), bytes.subarray(at));
    case 3:
      return joined(
        bytes.subarray(0, at),
        Uint8Array.from(noise(length, dice)),
        bytes.subarray(at),
      );
    case 4:
      return overwritten(bytes, at, [dice.below(256)]);
    default:
      // Numbers of binary formats mostly stand at multiples of two.
      return overwritten(bytes, 2 * (at >> 1), dice.one(HOSTILE_BYTES));
  }
}

/** A word of a text in another's place, left out, twice, or a number that breaks readers. */
function inWords(bytes: Uint8Array, dice: Dice): Uint8Array {
  const start = dice.below(bytes.length);
  const isBlank = (at: number) => at >= bytes.length || bytes[at]! <= 32;
  let from = start;
  while (!isBlank(from)) from++;
  while (from < bytes.length && isBlank(from)) from++;
  let to = from;
  while (!isBlank(to)) to++;
  const word = bytes.subarray(from, to);
  const other = [
    new TextEncoder().encode(dice.one(HOSTILE_WORDS)),
    new Uint8Array(0),
    joined(word, Uint8Array.of(dice.one([10, 13, 32, 44, 35, 92])), word),
    Uint8Array.from(word, (byte) => byte ^ 0x20),
  ];
  return joined(bytes.subarray(0, from), dice.one(other), bytes.subarray(to));
}

/** A value of a JSON document for another. */
function inDocument(bytes: Uint8Array, dice: Dice): Uint8Array {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return inBytes(bytes, dice);
  }
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk((node as Record<string, unknown>)[key]);
    }
  };
  walk(json);
  if (places.length === 0) return inBytes(bytes, dice);
  const [holder, key] = dice.one(places);
  const [other, otherKey] = dice.one(places);
  holder[key] = structuredClone(dice.below(3) > 0 ? dice.one(HOSTILE_VALUES) : other[otherKey]);
  return new TextEncoder().encode(JSON.stringify(json));
}

function noise(length: number, dice: Dice): number[] {
  return Array.from({ length }, () => dice.below(256));
}

function overwritten(bytes: Uint8Array, at: number, word: readonly number[]): Uint8Array {
  const out = bytes.slice();
  out.set(word.slice(0, Math.max(0, out.length - at)), Math.min(at, out.length));
  return out;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
