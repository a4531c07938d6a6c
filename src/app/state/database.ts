import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';

/** A page opens in two seconds whatever its browser's storage does: most of it is for opening. */
const OPEN_MS = 1500;

/** As long as storage does not answer, nobody else waits so long for it. */
const STUCK_MS = 150;

/** Reading or writing one thing, a scan of a hundred megabytes among them. */
const ANSWER_MS = 20_000;

/** Whether the last database asked for never opened. */
let stuck = false;

/** Brings the stores of a version before up to date, within the transaction that opens them. */
type Upgrade = (database: IDBDatabase, transaction: IDBTransaction, oldVersion: number) => void;

/**
 * One of the browser's own databases, opened when it is first needed.
 *
 * Browsers let them down in three ways: one never opens, one is closed by the system while the page
 * is in the background, one is blocked by another tab. So nothing waits longer than a moment; a
 * database that was closed is opened once more; one that is wanted elsewhere is given free.
 */
export class Database {
  readonly #name: string;
  readonly #version: number;
  readonly #upgrade: Upgrade;
  #opening: Promise<IDBDatabase> | undefined;
  #isUpgrading = false;

  constructor(name: string, version: number, upgrade: Upgrade) {
    this.#name = name;
    this.#version = version;
    this.#upgrade = upgrade;
  }

  /** Does one thing in one transaction. Resolves when it is written for good. */
  run<R>(
    storeName: string,
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<R>,
  ): Promise<R> {
    return this.transact([storeName], mode, (transaction) =>
      answered(work(transaction.objectStore(storeName))),
    );
  }

  /**
   * Does several things, all or none. `work` may wait for nothing but what it asks of the transaction.
   * Resolves when it is written for good.
   */
  async transact<R>(
    storeNames: readonly string[],
    mode: IDBTransactionMode,
    work: (transaction: IDBTransaction) => Promise<R>,
  ): Promise<R> {
    try {
      return await this.#once(storeNames, mode, work);
    } catch (error) {
      if (!wasClosed(error)) throw failure(error);
      this.#opening = undefined;
      return await this.#once(storeNames, mode, work).catch((again: unknown) => {
        throw failure(again);
      });
    }
  }

  async #once<R>(
    storeNames: readonly string[],
    mode: IDBTransactionMode,
    work: (transaction: IDBTransaction) => Promise<R>,
  ): Promise<R> {
    const database = await this.#open();
    const transaction = database.transaction([...storeNames], mode);
    // Written is only what the whole transaction wrote; listened for before it can be over.
    const complete = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () =>
        reject(transaction.error ?? new DOMException('It was closed.', 'AbortError'));
    });
    const worked = work(transaction).catch((error: unknown) => {
      // What was asked before does not stand alone.
      if (transaction.error === null) tryAbort(transaction);
      throw error;
    });
    const both = Promise.all([worked, complete]);
    const [answer] = await within(both, ANSWER_MS).catch((error: unknown) => {
      // One that hangs is not asked again in this state.
      if (error instanceof Late) this.#opening = undefined;
      throw error;
    });
    return answer;
  }

  async #open(): Promise<IDBDatabase> {
    this.#opening ??= this.#opened();
    const opening = this.#opening;
    try {
      const database = await within(opening, stuck ? STUCK_MS : OPEN_MS).catch(
        // One that is brought up to date is at work, not stuck.
        (error: unknown) => {
          if (!this.#isUpgrading) throw error;
          return within(opening, ANSWER_MS);
        },
      );
      stuck = false;
      return database;
    } catch (error) {
      // One that is only late stays asked for: what comes next may find it open.
      if (error instanceof Late) stuck = true;
      else this.#opening = undefined;
      throw error;
    }
  }

  async #opened(): Promise<IDBDatabase> {
    const request = indexedDB.open(this.#name, this.#version);
    request.onupgradeneeded = ({ oldVersion }) => {
      this.#isUpgrading = true;
      this.#upgrade(request.result, request.transaction!, oldVersion);
    };
    const database = await answered(request).finally(() => {
      this.#isUpgrading = false;
    });
    const forget = (): void => {
      this.#opening = undefined;
    };
    database.onclose = forget;
    // A newer page in another tab, or someone who clears it: in its way nobody gets on.
    database.onversionchange = () => {
      forget();
      database.close();
    };
    return database;
  }
}

/** Something that did not come in time. */
class Late extends Error {}

/** Whether a connection had gone, which a new one may mend. */
function wasClosed(error: unknown): boolean {
  return error instanceof DOMException && /^(InvalidState|Abort|Unknown)Error$/.test(error.name);
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`no answer in ${ms} ms`)), ms);
  });
  // Whoever comes late is heard by nobody.
  promise.catch(() => undefined);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** What a request of a transaction answers. */
export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function tryAbort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}

function failure(cause: unknown): DotworkError {
  if (cause instanceof DotworkError) return cause;
  const late = cause instanceof Late;
  const full = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  return new DotworkError(
    'file',
    full
      ? say('There is no room left in this browser to keep the plan.')
      : late
        ? say(
            'This browser\u2019s storage does not answer. What was kept in it before may still be there, but what you do now is not kept.',
          )
        : say('This browser could not keep the plan on this device.'),
    say('Save the plan to a file now so that no work is lost.'),
    cause,
  );
}
