import { DotworkError } from '../../base/errors.ts';
import { ResultsFolder } from './results-folder.ts';
import { mayGoWell, Runner } from './runner.ts';
import type { FromWorker, RunTask, ToWorker, WorkerTask } from './worker-messages.ts';

/*
 * One worker of a study, a process of its own with its own device: a run comes in, its result goes to
 * the folder, and what it came to goes back. See `pool.ts`.
 */
let task: WorkerTask | undefined;
let runner: Runner | undefined;

// Ctrl-C reaches the whole group of processes; who ends is the coordinator's to say.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToWorker) => void answer(message));

async function answer(message: ToWorker): Promise<void> {
  if (message.kind === 'begin') {
    task = message.task;
    try {
      runner = await Runner.open(task);
      tell({ kind: 'ready' });
    } catch (error) {
      tell({ kind: 'useless', reason: reasonOf(error), code: codeOf(error) });
    }
    return;
  }
  await perform(message.run);
}

async function perform(run: RunTask): Promise<void> {
  const { folder } = task!;
  let result: Awaited<ReturnType<Runner['perform']>>;
  try {
    result = await runner!.perform(run);
  } catch (error) {
    const again = mayGoWell(error);
    tell({ kind: 'failed', id: run.id, reason: reasonOf(error), again });
    // A device that failed once is not trusted with another run.
    if (again) process.disconnect();
    return;
  }
  try {
    const { files } = ResultsFolder.at(folder).keep(run.id, result);
    tell({ kind: 'done', id: run.id, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) });
  } catch (error) {
    tell({ kind: 'useless', reason: reasonOf(error), code: codeOf(error) });
  }
}

function tell(message: FromWorker): void {
  process.send!(message);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string {
  return error instanceof DotworkError ? error.code : 'bug';
}
