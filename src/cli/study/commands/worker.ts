import { availableParallelism } from 'node:os';
import { version } from '../../../../package.json';
import { numberIn } from '../../numbers.ts';
import { printJson } from '../../output.ts';
import type { GlobalOptions } from '../../simulate-plan.ts';
import { stopOnInterrupt } from '../stop.ts';
import { type QueueFlags, queueUrl, withQueue } from '../with-queue.ts';

/** Flags of `dotwork worker`. */
export interface WorkerFlags extends QueueFlags {
  readonly workers?: string;
  readonly runLimit: string;
  readonly idle?: string;
}

/** `dotwork worker`: takes runs of studies from a queue, until Ctrl-C or until it has been idle. */
export async function worker(options: GlobalOptions & WorkerFlags): Promise<void> {
  const limitS = numberIn('--run-limit', options.runLimit, 1, 86_400);
  const count = options.workers
    ? Math.round(numberIn('--workers', options.workers, 1, 256))
    : Math.max(1, Math.floor(availableParallelism() / 2));
  const idleS =
    options.idle === undefined ? undefined : numberIn('--idle', options.idle, 0, 86_400);
  const { adapter, fill, cache } = options;
  const done = await withQueue(queueUrl(options, true), version, async ({ database, queue }) => {
    const [{ QueueWorker }, { checkVersion }] = await Promise.all([
      import('../queue/work.ts'),
      import('../queue/status.ts'),
    ]);
    await checkVersion(database, version);
    const stop = stopOnInterrupt();
    // One that fails ends the others: they stand on the same machine.
    const failed = new AbortController();
    const both = AbortSignal.any([stop.signal, failed.signal]);
    const how = {
      ...{ version, adapter, fill, cache, limitS, stop: both },
      ...(idleS !== undefined && { idleS }),
      onDone: (id: string) => {
        if (!options.quiet) process.stderr.write(`${id} done\n`);
      },
    };
    try {
      const counts = await Promise.all(
        Array.from({ length: count }, (_, place) =>
          new QueueWorker(database, queue, place, how).work().catch((error: unknown) => {
            failed.abort();
            throw error;
          }),
        ),
      );
      return counts.reduce((sum, one) => sum + one, 0);
    } finally {
      stop.end();
    }
  });
  await printJson({ done });
}
