import { DotworkError } from '../../base/errors.ts';
import type { Database } from './queue/database.ts';
import type { RunQueue } from './queue/run-queue.ts';

/** The flag that names a queue. */
export interface QueueFlags {
  readonly queue?: string;
}

/** Where the address may stand, so that no password is seen among the processes of a machine. */
const VARIABLE = 'DOTWORK_QUEUE';

/** A database with its queue. */
export interface AtQueue {
  readonly database: Database;
  readonly queue: RunQueue;
}

/** The address given, or of the environment where one is needed. */
export function queueUrl(flags: QueueFlags, needed: true): string;
export function queueUrl(flags: QueueFlags, needed: boolean): string | undefined;
export function queueUrl({ queue }: QueueFlags, needed: boolean): string | undefined {
  // "env" asks for that of the environment; where a queue is needed so does nothing at all.
  const url = queue === 'env' || (queue === undefined && needed) ? process.env[VARIABLE] : queue;
  if (url || (!needed && queue === undefined)) return url;
  throw new DotworkError(
    'usage',
    'There is no queue.',
    `Name it with --queue postgres://user@host/database, or in ${VARIABLE}.`,
  );
}

/** Opens a queue, and closes it whatever comes of the work. Loaded late: most commands need none. */
export async function withQueue<T>(
  url: string,
  version: string,
  work: (at: AtQueue) => Promise<T>,
): Promise<T> {
  const [{ Database: Opened }, { RunQueue: Queue }] = await Promise.all([
    import('./queue/database.ts'),
    import('./queue/run-queue.ts'),
  ]);
  const database = await Opened.open(url);
  try {
    return await work({ database, queue: await Queue.open(database, version) });
  } finally {
    await database.close();
  }
}
