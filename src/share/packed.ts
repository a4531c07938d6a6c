import { deflateSync, inflateSync } from 'fflate';
import { fromBase64Url, toBase64Url } from '../base/base64url.ts';
import { DotworkError } from '../base/errors.ts';
import { fingerprint } from '../base/fingerprint.ts';
import dictionary from './dictionary-1.json';

/** Version of what this Dotwork writes into links. */
const PACK_VERSION = 1;

/** Packed text has this many characters at most, far above any link; more is not unpacked. */
const MOST_PACKED = 80_000;

/** Before the packed bytes: how many they are, and the check of the text in them. */
const COUNT_BYTES = 2;
const CHECK_BYTES = 4;
const HEAD_BYTES = COUNT_BYTES + CHECK_BYTES;

/**
 * Text that packing may refer to: a whole plan and parts of others, as they stood when version 1 of
 * links was made. So what is as in them costs a few bits, and no default or preset of a later Dotwork
 * changes what a link says. It must stay as it is; another one is another version.
 */
const DICTIONARY = new TextEncoder().encode(JSON.stringify(dictionary));

/** Packs text for the hash of an address: `1.` and letters, digits, `-` and `_`. The same text, the same letters. */
export function packText(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const body = deflateSync(bytes, { level: 9, dictionary: DICTIONARY });
  const packed = new Uint8Array(HEAD_BYTES + body.length);
  const head = new DataView(packed.buffer);
  head.setUint16(0, body.length);
  head.setUint32(COUNT_BYTES, checkOf(bytes));
  packed.set(body, HEAD_BYTES);
  return `${PACK_VERSION}.${toBase64Url(packed)}`;
}

/** Reads packed text. Throws a `plan` error that says what happened to it: cut, damaged, foreign, newer. */
export function unpackText(packed: string): string {
  const [, version, letters = ''] = /^(\d{1,6})(?:\.(.*))?$/s.exec(packed) ?? [];
  if (version === undefined || packed.length > MOST_PACKED) {
    throw refusal(
      'This is no link that Dotwork made.',
      'Ask for the link once more, or for the plan as a file.',
    );
  }
  if (Number(version) > PACK_VERSION) {
    throw refusal(
      `This link is of version ${version}, made by a newer Dotwork; this one reads up to ${PACK_VERSION}.`,
      'Update Dotwork, or ask for the plan as a file.',
    );
  }
  if (!/^[\w-]*$/.test(letters)) throw damaged();
  const bytes = fromBase64Url(letters);
  if (!bytes || bytes.length < HEAD_BYTES + countOf(bytes)) {
    throw refusal('This link has lost its end.', 'Copy the whole of it, or ask for it once more.');
  }
  if (bytes.length > HEAD_BYTES + countOf(bytes)) throw damaged();
  const head = new DataView(bytes.buffer);
  let text: Uint8Array;
  try {
    text = inflateSync(bytes.subarray(HEAD_BYTES), { dictionary: DICTIONARY });
  } catch (cause) {
    throw damaged(cause);
  }
  if (checkOf(text) !== head.getUint32(COUNT_BYTES)) throw damaged();
  return new TextDecoder().decode(text);
}

/** Bytes that are said to follow the head; endless where there is none. */
function countOf(bytes: Uint8Array<ArrayBuffer>): number {
  if (bytes.length < HEAD_BYTES) return Number.POSITIVE_INFINITY;
  return new DataView(bytes.buffer).getUint16(0);
}

function checkOf(bytes: Uint8Array): number {
  return fingerprint(bytes)[0]!;
}

function damaged(cause?: unknown): DotworkError {
  return refusal(
    'This link is damaged: some of its letters are not what they were.',
    'Copy it again, or ask for the plan as a file.',
    cause,
  );
}

function refusal(what: string, fix: string, cause?: unknown): DotworkError {
  return new DotworkError('plan', what, fix, cause);
}
