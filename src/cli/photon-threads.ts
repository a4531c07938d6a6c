import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PhotonSums, PhotonTask } from '../engine/dot/dot-photons.ts';
import type { WalkOptions } from '../engine/dot/dot-reference.ts';

/** Beside the command itself: see `scripts/build.mjs`. */
const WORKER = './photon-worker.js';

/**
 * Walks photons on every core. Whoever is free takes the next task; the sums are those one thread
 * would find, bit for bit. Rejects with the signal's reason, or with what broke a thread.
 */
export async function walkInThreads(
  tasks: readonly PhotonTask[],
  { signal, onProgress }: WalkOptions,
): Promise<PhotonSums[]> {
  signal?.throwIfAborted();
  const count = Math.min(tasks.length, availableParallelism());
  const threads = Array.from({ length: count }, () => new Worker(new URL(WORKER, import.meta.url)));
  const sums: PhotonSums[] = new Array(tasks.length);
  let [next, done] = [0, 0];
  try {
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      for (const thread of threads) {
        let mine = -1;
        const take = () => {
          mine = next++;
          if (mine < tasks.length) thread.postMessage(tasks[mine]);
        };
        thread.on('error', reject);
        thread.on('message', (found: PhotonSums) => {
          sums[mine] = found;
          onProgress?.(++done / tasks.length);
          if (done === tasks.length) resolve();
          else take();
        });
        take();
      }
    });
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  return sums;
}
