import type { Filler } from '../../engine/placement/fill-job.ts';
import { plainError } from '../head/scalp-messages.ts';
import type { FillAnswer, FillRequest } from './fill-messages.ts';

/** The worker's side of {@link workerFiller}: each request is answered through its own port. */
export function fillDesk(filler: Filler): (request: FillRequest) => Promise<void> {
  return async ({ job, answer }) => {
    const tell = (what: FillAnswer, ...transfer: Transferable[]) =>
      answer.postMessage(what, transfer);
    try {
      const words = await filler(job);
      tell({ words }, words.buffer);
    } catch (error) {
      tell({ error: plainError(error) });
    }
  };
}
