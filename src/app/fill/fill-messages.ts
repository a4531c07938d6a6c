import type { FillJob } from '../../engine/placement/fill-job.ts';
import type { PlainError } from '../head/scalp-messages.ts';

/** A job for the worker, and where its answer goes. */
export interface FillRequest {
  readonly job: FillJob;
  readonly answer: MessagePort;
}

/** The words of the dots, or why there are none. */
export type FillAnswer =
  | { readonly words: Uint32Array<ArrayBuffer> }
  | { readonly error: PlainError };
