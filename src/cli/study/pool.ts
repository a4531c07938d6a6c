import type { StudyOutputs } from '../../study/document/study-schema.ts';
import { type StudyRun, sharesHead } from '../../study/run/study-run.ts';
import type { FailedRun } from './results-folder.ts';
import type { WorkerTask } from './worker-messages.ts';
import { WorkerProcess } from './worker-process.ts';

/** Tries of one run: a worker that broke may have been somebody else's fault. */
const TRIES = 2;

/** Runs a worker takes at once, most: larger blocks share more, smaller ones end together. */
const MOST_IN_BLOCK = 24;

/** How runs are shared out. */
export interface PoolOptions {
  readonly workers: number;
  readonly outputs: StudyOutputs;
  /** What each process runs; the command's own worker if left out. */
  readonly program?: URL;
  /** A run that takes longer is given up, s. */
  readonly limitS: number;
  /** Once aborted no run is begun any more; those under way end. */
  readonly stop: AbortSignal;
  readonly onDone: (id: string, bytes: number) => void;
  readonly onFailed: (failed: FailedRun) => void;
}

/**
 * Runs in worker processes, neighbours in order of work on the same one. A worker that dies costs the
 * run it was at, which is tried once more on a fresh one. Rejects where no worker can work: no GPU, or
 * a full disk.
 *
 * @param runs - In order of work.
 */
export async function runInWorkers(
  runs: readonly StudyRun[],
  task: WorkerTask,
  options: PoolOptions,
): Promise<void> {
  const count = Math.min(options.workers, runs.length);
  const blocks = blocksOf(runs, count);
  const tries = new Map<string, number>();
  await Promise.all(Array.from({ length: count }, () => workAway(blocks, tries, task, options)));
}

/** Runs cut into blocks that a worker takes whole: never across heads, as even as there are workers. */
export function blocksOf(runs: readonly StudyRun[], workers: number): StudyRun[][] {
  const most = Math.max(1, Math.min(MOST_IN_BLOCK, Math.ceil(runs.length / (2 * workers))));
  const blocks: StudyRun[][] = [];
  for (const run of runs) {
    const block = blocks.at(-1);
    const fits = block && block.length < most && sharesHead(block.at(-1)!.plan, run.plan);
    if (fits) block.push(run);
    else blocks.push([run]);
  }
  return blocks;
}

/** One place at the work: a worker after another, as they die. */
async function workAway(
  blocks: StudyRun[][],
  tries: Map<string, number>,
  task: WorkerTask,
  options: PoolOptions,
): Promise<void> {
  const { stop, onDone, onFailed, limitS, outputs } = options;
  let worker: WorkerProcess | undefined;
  let mine: StudyRun[] = [];
  try {
    while (!stop.aborted) {
      if (mine.length === 0) mine = blocks.shift() ?? [];
      const run = mine.shift();
      if (!run) return;
      worker ??= await WorkerProcess.begin(task, options.program);
      const { id, plan, scanFile } = run;
      const answer = await worker.run({ id, plan, outputs, ...(scanFile && { scanFile }) }, limitS);
      if (answer.kind === 'done') {
        onDone(id, answer.bytes);
        continue;
      }
      if (answer.again) {
        await worker.end();
        worker = undefined;
        const tried = 1 + (tries.get(id) ?? 0);
        tries.set(id, tried);
        if (tried < TRIES) {
          mine.unshift(run);
          continue;
        }
      }
      onFailed({ id, reason: answer.reason });
    }
  } finally {
    await worker?.end();
  }
}
