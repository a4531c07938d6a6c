import { version } from '../../../../package.json';
import { printJson } from '../../output.ts';
import { type QueueFlags, queueUrl, withQueue } from '../with-queue.ts';

/** `dotwork study status`: studies and workers of a queue. */
export async function studyStatus(flags: QueueFlags): Promise<void> {
  const { statusOf } = await import('../queue/status.ts');
  const found = await withQueue(queueUrl(flags, true), version, ({ database }) =>
    statusOf(database),
  );
  await printJson(found);
}

/** `dotwork study cancel`: what only this study waits for is not begun any more. */
export async function cancelStudy(id: string, flags: QueueFlags): Promise<void> {
  const { cancelStudy: cancel } = await import('../queue/status.ts');
  const cancelled = await withQueue(queueUrl(flags, true), version, ({ database }) =>
    cancel(database, id),
  );
  await printJson({ study: id, cancelled });
}
