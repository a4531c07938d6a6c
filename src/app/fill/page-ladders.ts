import type { LadderStore } from '../../engine/placement/ladder-store.ts';
import { deviceStore } from '../state/device-store.ts';

/** What ladders may take on this device; an even one of a whole head takes 1.7 MB. */
const MOST_BYTES = 64e6;

/** A picture comes first: nothing is written before the page has been at rest so long. */
const REST_MS = 3000;

/** A device that takes longer to find a ladder fills as quickly. */
const PATIENCE_MS = 1000;

/** Digits of the time in a key, so that keys in their order as text are the oldest first. */
const TIME_DIGITS = 15;

const store = deviceStore<Uint8Array<ArrayBuffer>>('dotwork-ladders', 'ladders');

/** Ladders kept in this browser: heads that were filled here before open with their dots. */
export const pageLadders: LadderStore = {
  get: (name) => Promise.race([found(name), later()]),
  put(name, bytes) {
    // What cannot be kept is filled again next time.
    setTimeout(() => void keep(name, bytes).catch(() => undefined), REST_MS);
  },
};

async function found(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const key = (await store.keys()).findLast((each) => each.endsWith(name));
  return key === undefined ? undefined : store.get(key);
}

function later(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));
}

async function keep(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (bytes.byteLength > MOST_BYTES) return;
  const time = String(Date.now()).padStart(TIME_DIGITS, '0');
  const keys = await store.keys();
  for (const key of outOf(keys, name, MOST_BYTES - bytes.byteLength)) await store.remove(key);
  await store.put([time, bytes.byteLength, name].join(' '), bytes);
}

/** Keys that must go: those of the same name, and the oldest until the rest take `roomBytes`. */
export function outOf(keys: readonly string[], name: string, roomBytes: number): string[] {
  let bytes = 0;
  return keys.toReversed().filter((key) => {
    if (key.endsWith(name)) return true;
    bytes += Number(key.split(' ')[1]);
    return bytes > roomBytes;
  });
}
