import { fillsExactly, HEADER_BYTES } from './stl/stl-binary.ts';

/**
 * A file's bytes without the mark of its encoding, and text of two bytes a letter as UTF-8: editors
 * and shells of Windows add the one and write the other.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  const [a, b, c] = bytes;
  const mark = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
  const wide = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  // The first bytes of a binary STL may be anything.
  if ((mark > 0 || wide) && bytes.length >= HEADER_BYTES && fillsExactly(bytes)) return bytes;
  if (mark > 0) return bytes.subarray(mark);
  if (!wide || !isWideText(bytes)) return bytes;
  return new TextEncoder().encode(
    new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes),
  );
}

/** Whether every other byte is 0, as in plain letters of two bytes. */
function isWideText(bytes: Uint8Array): boolean {
  const zero = bytes[0] === 0xff ? 1 : 0;
  const start = bytes.subarray(2, 66);
  return start.length > 0 && start.every((byte, i) => i % 2 !== zero || byte === 0);
}
