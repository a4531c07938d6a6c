import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DotworkError, type ErrorCode } from '../../base/errors.ts';
import type { FromWorker, RunTask, ToWorker, WorkerTask } from './worker-messages.ts';

/** Beside the command itself (see `scripts/build.mjs`); this file may be in a part of it, a folder down. */
const [WORKER] = ['./study-worker.js', '../study-worker.js']
  .map((path) => new URL(path, import.meta.url))
  .filter((url) => existsSync(url)) as [URL];

/** How long a worker may take to end by itself, ms. */
const GRACE_MS = 3000;

/** What became of a run. */
export type Answer = Extract<FromWorker, { kind: 'done' | 'failed' }>;

/** A worker's process, one question at a time. */
export class WorkerProcess {
  readonly #process: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#process = child;
  }

  static async begin(task: WorkerTask, program = WORKER): Promise<WorkerProcess> {
    const child = fork(fileURLToPath(program), {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const worker = new WorkerProcess(child);
    const answer = await worker.#ask({ kind: 'begin', task }, 0);
    if (answer.kind === 'ready') return worker;
    await worker.end();
    throw new DotworkError('gpu-fault', `A worker could not begin: ${reasonIn(answer)}`);
  }

  /**
   * What becomes of a run. Rejects where no worker here can work.
   *
   * @param limitS - After so long it is given up, s.
   */
  async run(run: RunTask, limitS: number): Promise<Answer> {
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
        const lines = told.trim().split('\n');
        const last = lines.find((line) => /Error\b/.test(line)) ?? lines.at(-1);
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
