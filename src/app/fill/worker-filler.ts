import type { Filler } from '../../engine/placement/fill-job.ts';
import { revivedError } from '../head/scalp-messages.ts';
import type { FillAnswer, FillRequest } from './fill-messages.ts';

/** The part of a worker that is used here. */
export type FillThread = Pick<Worker, 'postMessage' | 'terminate'> & {
  onerror?: ((event: ErrorEvent) => unknown) | null;
};

/**
 * Fills in a worker that starts with the first job and lives as long as the page. One that broke is
 * replaced at the next.
 */
export function workerFiller(open: () => FillThread): Filler {
  let thread: FillThread | undefined;
  const waiting = new Set<(error: Error) => void>();

  const opened = (): FillThread => {
    const made = open();
    made.onerror = ({ message }) => {
      made.terminate();
      if (made === thread) thread = undefined;
      for (const fail of waiting) fail(new Error(message || 'The worker of the fill stopped.'));
    };
    return made;
  };

  return (job) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      const fail = (error: Error): void => {
        port1.close();
        waiting.delete(fail);
        reject(error);
      };
      waiting.add(fail);
      port1.onmessage = ({ data }: MessageEvent<FillAnswer>) => {
        if ('error' in data) return fail(revivedError(data.error));
        port1.close();
        waiting.delete(fail);
        resolve(data.words);
      };
      thread ??= opened();
      const request: FillRequest = { job, answer: port2 };
      thread.postMessage(request, [port2]);
    });
}
