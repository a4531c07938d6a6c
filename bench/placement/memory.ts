import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/** Bytes of JavaScript objects and array buffers alive now, after a full collection. */
export function aliveBytes(): number {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Why so many bytes of objects would not fit, or undefined: a process that runs out cannot tell. */
export function tooMuchHeap(bytes: number): string | undefined {
  const limit = getHeapStatistics().heap_size_limit;
  // Growing arrays are copied, so half of the heap is all that may be planned for.
  if (bytes < limit / 2) return undefined;
  const gib = (value: number) => (value / 2 ** 30).toFixed(1);
  return `needs about ${gib(bytes)} GiB of heap, more than half of the ${gib(limit)} GiB Node has`;
}
