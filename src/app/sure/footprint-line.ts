import { WorkerLine } from '../workers/worker-line.ts';
import type { FootprintSkills } from './footprint-worker.ts';

/** A line to a worker that works out the light of skins, so that the picture goes on. */
export function footprintLine(): WorkerLine<FootprintSkills> {
  return new WorkerLine<FootprintSkills>(
    'The worker of the skins',
    () => new Worker(new URL('./footprint-worker.ts', import.meta.url), { type: 'module' }),
  );
}

/** A worker that was stopped never answers; what waits for it must end all the same. */
export function unlessAborted<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    answer.then(resolve, reject);
  });
}

/** Half of what the command draws: bands move by a hundredth, and a phone is done in seconds. */
export const PAGE_SIZE = { members: 100, dots: 32 } as const;
