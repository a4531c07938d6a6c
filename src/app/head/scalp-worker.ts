import { scalpDesk } from './scalp-desk.ts';
import type { ScalpRequest } from './scalp-messages.ts';

const take = scalpDesk((answer, transfer) => {
  // The page's types stand for the worker's here, whose postMessage takes what it hands over.
  (postMessage as (message: unknown, transfer: ArrayBufferLike[]) => void)(answer, transfer);
});

addEventListener('message', ({ data }: MessageEvent<ScalpRequest>) => void take(data));
