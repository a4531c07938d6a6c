import { workerFiller } from './worker-filler.ts';

/** The page's one worker that places dots; it starts with the first fill on the CPU. */
export const pageFiller = workerFiller(
  () => new Worker(new URL('./fill-worker.ts', import.meta.url), { type: 'module' }),
);
