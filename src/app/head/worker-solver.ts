import type { ScalpReport } from '../../engine/scalp/scalp-report.ts';
import type { ScalpSolver } from '../../engine/scalp/scalp-solver.ts';
import type { Head } from '../../head/head.ts';
import type { HeadSpec } from '../../head/parametric-head.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ScalpFields } from '../../scalp/fields.ts';
import { revivedError, type ScalpAnswer, type ScalpRequest } from './scalp-messages.ts';

/** The part of a worker that is used here. */
export type ScalpThread = Pick<Worker, 'postMessage' | 'terminate'> & {
  onmessage: ((event: MessageEvent<ScalpAnswer>) => unknown) | null;
  onerror?: ((event: ErrorEvent) => unknown) | null;
};

interface Waiting {
  resolve(answer: ScalpAnswer): void;
  reject(error: unknown): void;
}

/** `ScalpRequest` without its number, kind by kind. */
type Question<R = ScalpRequest> = R extends { id: number } ? Omit<R, 'id'> : never;

/**
 * Solves in a worker that lives as long as the page. A head goes over once; of the fields only what
 * a plan changed comes back. A worker that broke is replaced at the next request.
 */
export class WorkerSolver implements ScalpSolver {
  readonly #open: () => ScalpThread;
  readonly #waiting = new Map<number, Waiting>();
  #thread: ScalpThread | undefined;
  /** The head the worker has. */
  #head: Head | undefined;
  /** The fields it sent last, which its next answer is the difference to. */
  #fields: Partial<ScalpFields> = {};
  #lastId = 0;
  #solved = 0;

  constructor(open: () => ScalpThread) {
    this.#open = open;
  }

  /** How many times fields came back. */
  get solved(): number {
    return this.#solved;
  }

  async head(spec: HeadSpec): Promise<Head> {
    const { head } = await this.#ask<'head'>({ kind: 'head', spec });
    return head;
  }

  async fields(head: Head, plan: Plan): Promise<ScalpFields> {
    this.#hand(head);
    await this.#ask({ kind: 'fields', plan });
    // A later answer may have come in since, but only of a later question: each awaits its own.
    return this.#fields as ScalpFields;
  }

  async report(head: Head, plan: Plan): Promise<ScalpReport> {
    this.#hand(head);
    const { report } = await this.#ask<'report'>({ kind: 'report', plan });
    return report;
  }

  #hand(head: Head): void {
    if (head === this.#head && this.#thread) return;
    this.#post({ kind: 'take-head', head });
    this.#head = head;
  }

  #ask<K extends 'head' | 'fields' | 'report'>(
    question: Question,
  ): Promise<Extract<ScalpAnswer, { kind: K }>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#post({ ...question, id } as ScalpRequest);
    });
  }

  #post(request: ScalpRequest): void {
    this.#thread ??= this.#opened();
    this.#thread.postMessage(request);
  }

  #opened(): ScalpThread {
    const thread = this.#open();
    thread.onmessage = ({ data }) => thread === this.#thread && this.#take(data);
    thread.onerror = ({ message }) => thread === this.#thread && this.#broke(message);
    return thread;
  }

  /** Takes an answer over even where nobody waits for it: the next one builds on it. */
  #take(answer: ScalpAnswer): void {
    if (answer.kind === 'head') this.#head = answer.head;
    if (answer.kind === 'fields') {
      this.#fields = { ...this.#fields, ...answer.changed };
      this.#solved++;
    }
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.kind === 'failed') waiting?.reject(revivedError(answer.error));
    else waiting?.resolve(answer);
  }

  #broke(message: string): void {
    this.#thread?.terminate();
    this.#thread = undefined;
    this.#head = undefined;
    this.#fields = {};
    const error = new Error(message || 'The worker of the scalp stopped.');
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
