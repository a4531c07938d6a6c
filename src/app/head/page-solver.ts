import { WorkerSolver } from './worker-solver.ts';

/** The page's one worker for heads and fields; it starts with the first head. */
export const pageSolver = new WorkerSolver(
  () => new Worker(new URL('./scalp-worker.ts', import.meta.url), { type: 'module' }),
);
