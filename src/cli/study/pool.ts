import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DotworkError, type ErrorCode } from '../../base/errors.ts';
import { type StudyRun, sharesHead } from '../../study/run/study-run.ts';
import type { FailedRun } from './results-folder.ts';
import type { FromWorker, ToWorker, WorkerTask } from './worker-messages.ts';

/** Beside the command itself: see `scripts/build.mjs`. */
const WORKER = new URL('./study-worker.js', import.meta.url);

/** Tries of one run: a worker that broke may have been somebody else's fault. */
const TRIES = 2;

/** Runs a worker takes at once, most: larger blocks share more, smaller ones end together. */
const MOST_IN_BLOCK = 24;

/** How long a worker may take to end by itself, ms. */
const GRACE_MS = 3000;

/** How runs are shared out. */
export interface PoolOptions {
  readonly workers: number;
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
  const { stop, onDone, onFailed, limitS } = options;
  let worker: Worker | undefined;
  let mine: StudyRun[] = [];
  try {
    while (!stop.aborted) {
      if (mine.length === 0) mine = blocks.shift() ?? [];
      const run = mine.shift();
      if (!run) return;
      worker ??= await Worker.begin(task, options.program);
      const { id, plan, scanFile } = run;
      const answer = await worker.run({ id, plan, ...(scanFile && { scanFile }) }, limitS);
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

type Answer = Extract<FromWorker, { kind: 'done' | 'failed' }>;

/** A worker's process, one question at a time. */
class Worker {
  readonly #process: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#process = child;
  }

  static async begin(task: WorkerTask, program = WORKER): Promise<Worker> {
    const child = fork(fileURLToPath(program), {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const worker = new Worker(child);
    const answer = await worker.#ask({ kind: 'begin', task }, 0);
    if (answer.kind === 'ready') return worker;
    await worker.end();
    throw new DotworkError('gpu-fault', `A worker could not begin: ${reasonIn(answer)}`);
  }

  async run(run: Extract<ToWorker, { kind: 'run' }>['run'], limitS: number): Promise<Answer> {
    const answer = await this.#ask({ kind: 'run', run }, limitS);
    if (answer.kind === 'done' || answer.kind === 'failed') return answer;
    const reason = reasonIn(answer);
    return { kind: 'failed', id: run.id, reason, again: true };
  }

  /** Lets it go, and waits until it has gone; one that hangs is ended. */
  async end(): Promise<void> {
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await gone;
    clearTimeout(timer);
  }

  /** The answer, or that there is none: the process ended, or took too long. */
  #ask(message: ToWorker, limitS: number): Promise<FromWorker | { kind: 'gone'; reason: string }> {
    const child = this.#process;
    let told = '';
    const listen = (text: Buffer): void => {
      told = (told + text.toString()).slice(-2000);
    };
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        child.off('message', hear);
        child.off('exit', gone);
        child.stderr?.off('data', listen);
      };
      const hear = (answer: FromWorker): void => {
        end();
        if (answer.kind !== 'useless') resolve(answer);
        else reject(new DotworkError(answer.code as ErrorCode, answer.reason));
      };
      const gone = (code: number | null, signal: string | null): void => {
        end();
        const last = told.trim().split('\n').at(-1);
        const how = signal ? `was ended (${signal})` : `ended with status ${code}`;
        resolve({ kind: 'gone', reason: `The worker ${how}${last ? `: ${last}` : ''}.` });
      };
      const late = (): void => {
        end();
        child.kill('SIGKILL');
        resolve({ kind: 'gone', reason: `The run took longer than ${limitS} s.` });
      };
      const timer = limitS > 0 ? setTimeout(late, 1000 * limitS) : undefined;
      child.on('message', hear);
      child.on('exit', gone);
      child.stderr?.on('data', listen);
      const isGone = child.exitCode !== null || child.signalCode !== null;
      if (isGone) gone(child.exitCode, child.signalCode);
      else child.send(message, (error) => error && gone(null, 'SIGPIPE'));
    });
  }
}

function reasonIn(answer: FromWorker | { kind: 'gone'; reason: string }): string {
  return 'reason' in answer ? answer.reason : 'it did not answer.';
}
