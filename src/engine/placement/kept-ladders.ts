import { fingerprint } from '../../base/fingerprint.ts';
import { Dot } from '../structs.ts';
import type { FillJob } from './fill-job.ts';
import type { LadderStore } from './ladder-store.ts';
import type { Clusters } from './pattern.ts';

/** Raise it when a fill would place other dots: those of before are then never found again. */
export const FILL_VERSION = 1;

/** First word of an entry. */
const MARK = 0x4457_4c31;

/** Words before the dots: the mark, four of the name, four of the dots' own fingerprint. */
const HEADER_WORDS = 9;

/** One ladder in a store. */
export interface KeptLadder {
  /** The words of its dots, `Dot` structs in order of rank, if they are there. Never rejects. */
  find(): Promise<Uint32Array<ArrayBuffer> | undefined>;
  keep(words: Uint32Array<ArrayBuffer>): void;
}

/**
 * The place in a store of what a job makes. All that decides about a dot is in its name, so what is
 * found is right or nothing; what is broken is not found either.
 */
export function keptLadder(
  store: LadderStore,
  { facets, rungs, seed }: FillJob,
  clusters: Clusters | undefined,
  version = FILL_VERSION,
): KeptLadder {
  const { followers16, leastUm } = clusters ?? { followers16: 0, leastUm: 0 };
  const key = fingerprint([version, seed, followers16, leastUm], rungs, facets.packed);
  const name = [...key].map((word) => word.toString(16).padStart(8, '0')).join('');
  return {
    async find() {
      try {
        const bytes = await store.get(name);
        return bytes && unpacked(key, bytes);
      } catch {
        return undefined;
      }
    },
    keep: (words) => store.put(name, packed(key, words)),
  };
}

function packed(key: Uint32Array, words: Uint32Array): Uint8Array<ArrayBuffer> {
  const entry = new Uint32Array(HEADER_WORDS + words.length);
  entry.set([MARK, ...key, ...fingerprint(words)]);
  entry.set(words, HEADER_WORDS);
  return new Uint8Array(entry.buffer);
}

/** Nothing where these are not the bytes that were packed under the key. */
function unpacked(key: Uint32Array, bytes: Uint8Array): Uint32Array<ArrayBuffer> | undefined {
  const count = bytes.byteLength / 4 - HEADER_WORDS;
  if (!(count > 0 && count % (Dot.bytes / 4) === 0)) return undefined;
  // A copy, since a view of words must begin at a whole word of its buffer.
  const entry = new Uint32Array(bytes.slice().buffer);
  const words = entry.slice(HEADER_WORDS);
  const header = [MARK, ...key, ...fingerprint(words)];
  return header.every((word, i) => word === entry[i]) ? words : undefined;
}
