import { ENGLISH } from '../../base/language/languages.ts';
import { language, spokenMessages } from '../../base/language/say.ts';
import {
  type Answer,
  type Ask,
  type News,
  type Question,
  type Reply,
  revivedError,
  type Skills,
  type Speak,
} from './protocol.ts';

/** The part of a worker that is used here. */
export type Thread = Pick<Worker, 'postMessage' | 'terminate'> & {
  onmessage: ((event: MessageEvent<Reply>) => unknown) | null;
  onerror?: ((event: ErrorEvent) => unknown) | null;
};

interface Waiting {
  resolve(answer: never): void;
  reject(error: unknown): void;
  tell(news: never): void;
}

/**
 * The page's side of a worker made with `serve`. The worker starts with the first question. One that
 * broke fails what was asked of it and is replaced with the next; answers it may still send are
 * dropped.
 */
export class WorkerLine<S extends Skills> {
  readonly #name: string;
  readonly #open: () => Thread;
  readonly #broken: () => void;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Thread | undefined;
  #lastId = 0;

  /**
   * @param name - As the subject of "… stopped.", for a worker that broke without a word.
   * @param broken - Told when a worker is lost, with all that it knew.
   */
  constructor(name: string, open: () => Thread, broken: () => void = () => undefined) {
    this.#name = name;
    this.#open = open;
    this.#broken = broken;
  }

  /** Asks for one thing; rejects with what went wrong there, code and fix included. */
  ask<K extends keyof S & string>(
    skill: K,
    question: Question<S, K>,
    tell: (news: News<S, K>) => void = () => undefined,
  ): Promise<Answer<S, K>> {
    return new Promise((resolve, reject) => {
      this.#thread ??= this.#opened();
      const ask: Ask = { id: ++this.#lastId, skill, question };
      this.#thread.postMessage(ask);
      this.#waiting.set(ask.id, { resolve: resolve as Waiting['resolve'], reject, tell });
    });
  }

  /** Ends the worker, whatever it does; what was asked for then never comes. */
  stop(): void {
    this.#thread?.terminate();
    this.#thread = undefined;
    this.#waiting.clear();
  }

  #opened(): Thread {
    const thread = this.#open();
    thread.onmessage = ({ data }) => thread === this.#thread && this.#take(data);
    if (language() !== ENGLISH) {
      const first: Speak = { speak: language(), messages: spokenMessages() };
      thread.postMessage(first);
    }
    thread.onerror = ({ message }) => thread === this.#thread && this.#broke(message);
    return thread;
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if ('news' in reply) {
      waiting?.tell(reply.news as never);
      return;
    }
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(revivedError(reply.error));
    else waiting?.resolve(reply.answer as never);
  }

  #broke(message: string): void {
    const waiting = [...this.#waiting.values()];
    this.stop();
    this.#broken();
    const error = new Error(message || `${this.#name} stopped.`);
    for (const { reject } of waiting) reject(error);
  }
}
