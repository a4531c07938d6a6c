import { DotworkError, type ErrorCode } from '../../base/errors.ts';
import type { Language } from '../../base/language/languages.ts';
import type { Messages } from '../../base/language/say.ts';

/**
 * What a worker can be asked for, by name. Each takes one question, and a way to tell how far it is
 * if that is of interest; what it returns is handed over, arrays and all, so it returns copies of
 * what it keeps.
 */
export type Skills = Readonly<
  Record<string, (question: never, tell: (news: unknown) => void) => unknown>
>;

/** What a skill is asked, what it tells meanwhile, and what it answers. */
export type Question<S extends Skills, K extends keyof S> = Parameters<S[K]>[0];
export type News<S extends Skills, K extends keyof S> =
  Parameters<S[K]> extends [unknown, (news: infer N) => void] ? N : never;
export type Answer<S extends Skills, K extends keyof S> = Awaited<ReturnType<S[K]>>;

/** From the page to the worker, first: what to say errors and answers in. */
export interface Speak {
  readonly speak: Language;
  readonly messages: Messages;
}

/** From the page to the worker. */
export interface Ask {
  readonly id: number;
  readonly skill: string;
  readonly question: unknown;
}

/** From the worker to the page: news as they come, then an answer or what went wrong. */
export type Reply =
  | { readonly id: number; readonly news: unknown }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: PlainError };

/** An error as it goes from thread to thread; without a code it is a fault of the program. */
interface PlainError {
  readonly code: ErrorCode | undefined;
  readonly message: string;
  readonly fix: string | undefined;
}

/** An error in parts that can be cloned. */
export function plainError(error: unknown): PlainError {
  if (!(error instanceof DotworkError)) {
    return { code: undefined, message: String(error), fix: undefined };
  }
  const { code, message, fix } = error;
  // A message ends with its fix, which is put there again on the other side.
  return { code, message: fix ? message.slice(0, -fix.length - 1) : message, fix };
}

/** The error that was cloned: with code and fix where it had them. */
export function revivedError({ code, message, fix }: PlainError): Error {
  return code ? new DotworkError(code, message, fix) : new Error(message);
}
