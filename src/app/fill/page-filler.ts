import type { Filler } from '../../engine/placement/fill-job.ts';
import { WorkerLine } from '../workers/worker-line.ts';
import type { FillSkills } from './fill-worker.ts';

const line = new WorkerLine<FillSkills>(
  'The worker of the fill',
  () => new Worker(new URL('./fill-worker.ts', import.meta.url), { type: 'module' }),
);

/** The page's one worker that places dots; it starts with the first fill on the CPU. */
export const pageFiller: Filler = (job) => line.ask('fill', job);
