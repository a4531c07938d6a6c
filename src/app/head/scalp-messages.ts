import { DotworkError, type ErrorCode } from '../../base/errors.ts';
import type { ScalpReport } from '../../engine/scalp/scalp-report.ts';
import type { Head } from '../../head/head.ts';
import type { HeadSpec } from '../../head/parametric-head.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ScalpFields } from '../../scalp/fields.ts';

/** What the page asks of the worker. `fields` and `report` are about the head it had last. */
export type ScalpRequest =
  | { readonly kind: 'take-head'; readonly head: Head }
  | { readonly kind: 'head'; readonly id: number; readonly spec: HeadSpec }
  | { readonly kind: 'fields'; readonly id: number; readonly plan: Plan }
  | { readonly kind: 'report'; readonly id: number; readonly plan: Plan };

/** What the worker answers. Of the fields it sends what differs from those it sent before. */
export type ScalpAnswer =
  | { readonly kind: 'head'; readonly id: number; readonly head: Head }
  | { readonly kind: 'fields'; readonly id: number; readonly changed: Partial<ScalpFields> }
  | { readonly kind: 'report'; readonly id: number; readonly report: ScalpReport }
  | { readonly kind: 'failed'; readonly id: number; readonly error: PlainError };

/** An error as it goes from thread to thread; without a code it is a fault of the program. */
export interface PlainError {
  readonly code: ErrorCode | undefined;
  readonly message: string;
  readonly fix: string | undefined;
}

export function plainError(error: unknown): PlainError {
  if (!(error instanceof DotworkError)) {
    return { code: undefined, message: String(error), fix: undefined };
  }
  const { code, message, fix } = error;
  // A message ends with its fix, which is put there again on the other side.
  return { code, message: fix ? message.slice(0, -fix.length - 1) : message, fix };
}

export function revivedError({ code, message, fix }: PlainError): Error {
  return code ? new DotworkError(code, message, fix) : new Error(message);
}
